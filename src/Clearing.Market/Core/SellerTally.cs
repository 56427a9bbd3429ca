namespace Clearing.Market;

/// <summary>What the eligible rows of one seller want.</summary>
internal struct SellerTally
{
    /// <summary>The sum of the wants; stops at 2^63, which is above any room.</summary>
    public ulong Wanted;

    /// <summary>How many rows.</summary>
    public int Rows;
}
