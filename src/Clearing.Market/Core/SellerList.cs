namespace Clearing.Market;

/// <summary>Where the rows of a seller are listed.</summary>
/// <remarks>The rows of sellers within their cap all go to one place that is never read.</remarks>
internal struct SellerList
{
    /// <summary>The place of the next row.</summary>
    public int Next;

    /// <summary>1 if the seller wants more than its room, 0 if it is within its cap.</summary>
    public int Step;
}
