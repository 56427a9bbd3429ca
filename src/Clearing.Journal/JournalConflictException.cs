namespace Clearing.Journal;

/// <summary>
/// A stream was not at the version that an append expected; nothing of the append was written.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="expectedVersion">The version that the append expected.</param>
public sealed class JournalConflictException(string stream, long expectedVersion)
    : Exception(
        $"Stream '{stream}' is not at version {expectedVersion}: another writer appended to it.")
{
    /// <summary>The stream.</summary>
    public string Stream { get; } = stream;

    /// <summary>The version that the append expected.</summary>
    public long ExpectedVersion { get; } = expectedVersion;
}
