namespace Clearing.Instruments.Journals;

/// <summary>A question that a journal cannot answer; the message says why.</summary>
/// <param name="message">Names what was asked for and the limit.</param>
public sealed class HistoryException(string message) : Exception(message);
