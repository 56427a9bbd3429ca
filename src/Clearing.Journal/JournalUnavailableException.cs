namespace Clearing.Journal;

/// <summary>
/// The journal failed while an append was pending, so it is unknown whether it was written.
/// </summary>
/// <remarks>Read the stream to learn what was written. Later appends are tried again.</remarks>
/// <param name="cause">The store's error.</param>
public sealed class JournalUnavailableException(Exception cause)
    : Exception(
        $"The journal failed while the append was pending; its outcome is unknown: {cause.Message}",
        cause);
