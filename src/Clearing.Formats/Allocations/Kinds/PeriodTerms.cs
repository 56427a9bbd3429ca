using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>A period of a zone, and the terms on which each seller's base depends.</summary>
internal sealed record PeriodTerms(
    string Period, DateOnly FirstDay, long CapacityVolume, ImmutableArray<SellerTerms> Sellers)
{
    internal static PeriodTerms Read(
        JsonMembers period, ImmutableArray<SellerTerms> sellers, bool isEstimate)
    {
        var terms = new PeriodTerms(
            period.Text("period"),
            period.Day("first_day"),
            period.Number("capacity_volume", 0, DayFigures.MaxVolume),
            SellersReader.Replace(period, sellers, isEstimate));
        period.RefuseOthers();
        return terms;
    }
}
