using System.Collections.Immutable;
using Clearing.Contracts;

namespace Clearing.Grains;

/// <summary>
/// The side of a seller's grain that round grains and the seller's grains in zones call: what markets
/// and days tell it. Refused to all but silos.
/// </summary>
[Alias("Clearing.ISellerInbox")]
public interface ISellerInbox : IGrainWithStringKey
{
    /// <summary>Accepts a notice of a market, for round grains. This is idempotent.</summary>
    /// <remarks>
    /// The timeout is short, so that a notice whose answer was lost is sent again within 30 s.
    /// </remarks>
    [Alias("Accept"), ResponseTimeout("00:00:10")]
    Task Accept(Notice notice);

    /// <summary>
    /// Takes what days sold with extra space. For the seller's grains in zones; taking again changes
    /// nothing.
    /// </summary>
    /// <param name="sales">Hand-overs; those of a market are in order and without gaps.</param>
    [Alias("AcceptSales")]
    Task AcceptSales(ImmutableArray<DaySales> sales);
}
