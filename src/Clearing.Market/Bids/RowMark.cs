namespace Clearing.Market.Bids;

/// <summary>The state of a row of the book, and its time in force.</summary>
[Flags]
internal enum RowMark : byte
{
    /// <summary>It takes part in clearings.</summary>
    Open = 0,

    /// <summary>It got all it asked for.</summary>
    Complete = 1,

    /// <summary>Its seller closed it.</summary>
    Cancelled = 2,

    /// <summary>Its time in force is over.</summary>
    Expired = 3,

    /// <summary>The bid lives on in a later row.</summary>
    Replaced = 4,

    /// <summary>It dies at the next clearing.</summary>
    RoundOnly = 16,
}

/// <summary>Reads row marks.</summary>
internal static class RowMarks
{
    /// <summary>The mark without its time in force.</summary>
    public static RowMark Stage(this RowMark mark) => mark & ~RowMark.RoundOnly;

    /// <summary>The time in force of a mark.</summary>
    public static TimeInForce TimeInForce(this RowMark mark) =>
        mark.HasFlag(RowMark.RoundOnly) ? Bids.TimeInForce.Round : Bids.TimeInForce.Period;

    /// <summary>The mark of an open row with a time in force.</summary>
    public static RowMark OpenWith(TimeInForce timeInForce) =>
        timeInForce == Bids.TimeInForce.Round ? RowMark.RoundOnly : RowMark.Open;

    /// <summary>The stage a seller sees.</summary>
    public static BidStage Seen(this RowMark mark) => mark.Stage() switch
    {
        RowMark.Open => BidStage.Open,
        RowMark.Complete => BidStage.Complete,
        RowMark.Cancelled => BidStage.Cancelled,
        RowMark.Expired => BidStage.Expired,
        _ => throw new InvalidOperationException("A replaced row is nobody's bid."),
    };
}
