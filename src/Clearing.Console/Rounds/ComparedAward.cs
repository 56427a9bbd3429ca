namespace Clearing.Pages.Rounds;

/// <summary>What a bid got by the record, and what it gets recomputed, in cubic feet.</summary>
public sealed record ComparedAward(BookRow Row, long Recorded, long Recomputed)
{
    /// <summary>True if both are the same.</summary>
    public bool IsEqual => Recorded == Recomputed;
}
