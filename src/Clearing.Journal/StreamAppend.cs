namespace Clearing.Journal;

/// <summary>Events for one stream, of which all or none are written.</summary>
/// <param name="Stream">The stream, 1 to 400 characters.</param>
/// <param name="ExpectedVersion">
/// The version of the last event before these; 0 for a new stream.
/// </param>
/// <param name="Events">One or more; the first one's version follows the expected one.</param>
public sealed record StreamAppend(
    string Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events);
