using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of the directory that round grains call: new markets. Only silos may call it.
/// </summary>
[Alias("Clearing.IMarketRegister")]
public interface IMarketRegister : IGrainWithStringKey
{
    /// <summary>Enters a market, for round grains. This is idempotent.</summary>
    [Alias("Enter")]
    Task Enter(string market);
}
