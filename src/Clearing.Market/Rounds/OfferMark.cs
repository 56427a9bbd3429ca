namespace Clearing.Market.Rounds;

/// <summary>How far the offers had come at one moment.</summary>
/// <param name="Head">The place of the first offer in line.</param>
/// <param name="HeadTaken">Cubic feet that were taken of it.</param>
/// <param name="End">The place after the last one.</param>
internal readonly record struct OfferMark(int Head, long HeadTaken, int End)
{
    /// <summary>Offers in line.</summary>
    public int Count => End - Head;
}
