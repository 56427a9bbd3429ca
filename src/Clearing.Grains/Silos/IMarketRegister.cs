using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of the directory that round grains call: new markets. Refused to all but silos.
/// </summary>
[Alias("Clearing.IMarketRegister")]
public interface IMarketRegister : IGrainWithStringKey
{
    /// <summary>Enters a market. For round grains; entering again changes nothing.</summary>
    [Alias("Enter")]
    Task Enter(string market);
}
