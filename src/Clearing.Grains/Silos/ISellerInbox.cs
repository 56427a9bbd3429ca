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
    /// <summary>
    /// Accepts what a market tells. For round grains; accepting again changes nothing.
    /// </summary>
    [Alias("Accept")]
    Task Accept(Notice notice);

    /// <summary>
    /// Takes what days sold with extra space. For the seller's grains in zones; taking again changes
    /// nothing.
    /// </summary>
    /// <param name="sales">Hand-overs; those of a market are in order and without gaps.</param>
    [Alias("AcceptSales")]
    Task AcceptSales(ImmutableArray<DaySales> sales);

    /// <summary>
    /// Takes a bill of use above the limit, or its correction. For the seller's grains in zones;
    /// taking again changes nothing.
    /// </summary>
    /// <param name="charge">The market's next charge.</param>
    [Alias("AcceptOverage")]
    Task AcceptOverage(OverageCharge charge);
}
