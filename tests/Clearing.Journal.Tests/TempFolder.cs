namespace Clearing.Journal.Tests;

/// <summary>A folder that is removed when the test ends.</summary>
public sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private TempFolder(string path) => Path = path;

    public TempFolder()
        : this(Directory.CreateTempSubdirectory("clearing-journal-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>
    /// A folder in memory, if the system has one, for tests that need no real flush.
    /// </summary>
    public static TempFolder InMemory() => Directory.Exists(Memory)
        ? new(Directory.CreateDirectory(
            System.IO.Path.Combine(Memory, $"clearing-journal-{Guid.NewGuid():N}")).FullName)
        : new();

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
