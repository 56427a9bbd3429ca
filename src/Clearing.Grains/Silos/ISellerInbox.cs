using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a seller's grain that round grains call: what a market tells it. Refused to all but
/// silos.
/// </summary>
[Alias("Clearing.ISellerInbox")]
public interface ISellerInbox : IGrainWithStringKey
{
    /// <summary>
    /// Accepts what a market tells. For round grains; accepting again changes nothing.
    /// </summary>
    [Alias("Accept")]
    Task Accept(Notice notice);
}
