namespace Clearing.Journal;

/// <summary>A journal could not be opened. Nothing in it was changed.</summary>
/// <param name="place">The file, or the server and schema.</param>
/// <param name="cause">The cause, as the end of a sentence.</param>
/// <param name="innerException">The underlying error, if there is one.</param>
public sealed class JournalOpenException(
    string place, string cause, Exception? innerException = null)
    : Exception($"The journal {place} cannot be opened: {cause}", innerException)
{
    /// <summary>The file, or the server and schema.</summary>
    public string Place { get; } = place;
}
