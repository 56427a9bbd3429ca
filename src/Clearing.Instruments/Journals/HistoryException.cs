namespace Clearing.Instruments.Journals;

/// <summary>A question that a journal cannot answer; the message says why.</summary>
/// <param name="message">Names what was asked for and the limit.</param>
public class HistoryException(string message) : Exception(message);

/// <summary>A what-if is about a bid that was in no cleared round.</summary>
/// <param name="message">Names the bid.</param>
public sealed class BidNotClearedException(string message) : HistoryException(message);

/// <summary>A what-if asks for a bid that its market would refuse.</summary>
/// <param name="refusal">The refusal, with the limit that the bid breaks.</param>
/// <param name="message">Names the bid; the refusal is told apart.</param>
public sealed class BidRefusedException(BidReceipt refusal, string message)
    : HistoryException(message)
{
    /// <summary>The refusal.</summary>
    public BidReceipt Refusal { get; } = refusal;
}
