namespace Clearing.Client.Tests;

/// <summary>A file for one test; deleted with it.</summary>
internal sealed class ScratchFile : IDisposable
{
    internal ScratchFile(string text) => File.WriteAllText(Path, text);

    internal string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
