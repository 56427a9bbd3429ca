using System.Numerics;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Tests.Bases;

/// <summary>The bases of a zone once more, word by word, in integers of any size.</summary>
internal sealed class NaiveBases(
    DateOnly firstDay, long capacity, SellerTerms[] sellers, AllocationConfig config)
{
    private BigInteger Tranche => (BigInteger)capacity * config.MarketSharePpm / 1_000_000;

    private BigInteger Fixed => sellers
        .Aggregate(BigInteger.Zero, (sum, of) => sum + (Reserved(of) ?? Set(of) ?? 0));

    internal BigInteger Room => BigInteger.Max(0, capacity - Tranche - Fixed);

    internal BigInteger Offered => capacity - Fixed
        - sellers.Where(IsRegular).Aggregate(BigInteger.Zero, (sum, of) => sum + Base(of)!.Value);

    internal BigInteger? Base(SellerTerms of)
    {
        if (Reserved(of) is not null) { return null; }
        if (Set(of) is { } set) { return set; }
        var regular = sellers.Where(IsRegular).ToArray();
        var targets = regular.Aggregate(BigInteger.Zero, (sum, one) => sum + Target(one));
        BigInteger floor = config.FloorVolume;
        var floors = floor * regular.Length;
        if (targets <= Room) { return Target(of); }
        return floors <= Room
            ? floor + (Target(of) - floor) * (Room - floors) / (targets - floors)
            : floor * Room / floors;
    }

    internal BigInteger Target(SellerTerms of)
    {
        var wanted = (BigInteger)of.NeedVolume * of.ScoreFactorPpm / 1_000_000 + of.UseVolume;
        wanted = BigInteger.Max(0, wanted);
        if (of.PreviousVolume is { } previous)
        {
            var down = (BigInteger)previous * config.StepDownPpm / 1_000_000;
            var up = (BigInteger)previous * config.StepUpPpm / 1_000_000;
            wanted = BigInteger.Max(wanted, previous - down);
            wanted = BigInteger.Min(
                wanted, previous + BigInteger.Max(up, config.StepUpMinVolume));
        }
        wanted = BigInteger.Min(wanted, config.CeilingVolume ?? wanted);
        return BigInteger.Max(wanted, config.FloorVolume);
    }

    private bool IsRegular(SellerTerms of) => Reserved(of) is null && Set(of) is null;

    private long? Set(SellerTerms of)
    {
        if (of.OverrideVolume is { } set) { return set; }
        if (of.Plan == Plan.Individual) { return config.IndividualVolume; }
        return IsNew(of) ? config.NewSellerVolume : null;
    }

    private long? Reserved(SellerTerms of) =>
        of.OverrideVolume is null && of.Plan == Plan.Professional && IsNew(of)
            && config.NewSellerRule == NewSellerRule.NoLimit
            ? new[] { of.NeedVolume, of.PeakUsedVolume, config.NewSellerVolume }.Max()
            : null;

    private bool IsNew(SellerTerms of) =>
        of.AccountStarted is { } started && firstDay < started.AddDays(7 * config.NewWeeks);
}
