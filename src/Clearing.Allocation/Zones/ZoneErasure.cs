using System.Collections.Immutable;

namespace Clearing.Allocation.Zones;

/// <summary>Takes a seller's name out of the events of a zone.</summary>
/// <remarks>
/// The zone folds to the same sums under another name. Texts that operators wrote, such as notes,
/// are left as they are.
/// </remarks>
/// <param name="seller">The seller.</param>
/// <param name="surrogate">What it is called from now on; no other seller may have that id.</param>
public sealed class ZoneErasure(string seller, string surrogate)
{
    /// <summary>Rewrites an event.</summary>
    /// <param name="happened">The event as it is.</param>
    /// <returns>The event without the seller's name; the same one if it does not name it.</returns>
    public ZoneEvent Rename(ZoneEvent happened) => happened switch
    {
        SellersEntered(var sellers) when sellers.Contains(seller) =>
            new SellersEntered(Of(sellers)),
        BiddersEntered(var sellers) when sellers.Contains(seller) =>
            new BiddersEntered(Of(sellers)),
        PlannersEntered(var sellers) when sellers.Contains(seller) =>
            new PlannersEntered(Of(sellers)),
        OverrideSet { Override.Seller: var one } set when one == seller =>
            set with { Override = set.Override with { Seller = surrogate } },
        ForecastsTaken taken when taken.Forecasts.Any(of => of.Seller == seller) => taken with
        {
            Forecasts =
            [
                .. taken.Forecasts.Select(
                    of => of.Seller == seller ? of with { Seller = surrogate } : of),
            ],
        },
        SellersCounted counted when counted.Absent.Contains(seller) =>
            counted with { Absent = Of(counted.Absent) },
        _ => happened,
    };

    private ImmutableArray<string> Of(ImmutableArray<string> sellers) =>
        [.. sellers.Select(one => one == seller ? surrogate : one)];
}
