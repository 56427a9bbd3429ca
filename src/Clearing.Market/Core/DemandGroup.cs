namespace Clearing.Market.Core;

/// <summary>The rows of a level that want the same; at any time they have the same quota.</summary>
internal struct DemandGroup<TNumber>
{
    /// <summary>What each of them wants, in lots.</summary>
    public long Demand;

    /// <summary>The first of them, and the one after the last, by demand.</summary>
    public int From;
    public int To;

    /// <summary>How many are not dropped.</summary>
    public int Live;

    /// <summary>Whole lots of the quota, and the remainder of the division.</summary>
    public long Floor;
    public TNumber Rest;

    /// <summary>The first and last row watched; -1 if none is.</summary>
    public int Head;
    public int Tail;
}
