namespace Clearing.Sealing;

/// <summary>
/// A key file cannot be used. The message says why, without quoting its contents.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="cause">The cause, as the end of a sentence.</param>
public sealed class KeyFileException(string path, string cause)
    : Exception($"The key file '{path}' cannot be used: {cause}");
