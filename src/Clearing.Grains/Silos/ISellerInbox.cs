using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a seller's grain that round grains call: its notices. Only silos may call it.
/// </summary>
[Alias("Clearing.ISellerInbox")]
public interface ISellerInbox : IGrainWithStringKey
{
    /// <summary>Accepts a notice of a market, for round grains. This is idempotent.</summary>
    [Alias("Accept")]
    Task Accept(Notice notice);
}
