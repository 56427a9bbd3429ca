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
    /// <remarks>
    /// The timeout is short: a notice whose answer was lost is sent again within 30 s.
    /// </remarks>
    [Alias("Accept"), ResponseTimeout("00:00:10")]
    Task Accept(Notice notice);
}
