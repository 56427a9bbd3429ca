namespace Clearing.Grains;

/// <summary>
/// The side of a market's grain that tells the access rule whether its closed books may be read.
/// </summary>
public interface ISettledMarket
{
    /// <summary>True once its period is over and its final statements are decided.</summary>
    bool IsSettled { get; }
}
