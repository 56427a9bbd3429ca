using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Bases;

/// <summary>Finds a seller's stage and its target (README, chapter 4).</summary>
public static class StageRule
{
    private const int DaysOfWeek = 7;

    /// <summary>A seller's part of the zone's sum; it needs no other seller's figures.</summary>
    /// <param name="terms">What the seller's base depends on.</param>
    /// <param name="firstDay">The period's first day.</param>
    /// <param name="config">The numbers of the rules.</param>
    public static SellerTarget Of(SellerTerms terms, DateOnly firstDay, AllocationConfig config)
    {
        if (terms.OverrideVolume is { } set)
        {
            return new(terms.Seller, Stage.Override, set, HasLimit: true, Steps: null);
        }
        if (terms.Plan == Plan.Individual)
        {
            return new(
                terms.Seller, Stage.Individual, config.IndividualVolume, HasLimit: true, null);
        }
        if (IsNew(terms, firstDay, config)) { return New(terms, config); }
        var steps = BaseRules.Of(config).Target(
            terms.NeedVolume, terms.ScoreFactorPpm, terms.UseVolume, terms.PreviousVolume);
        return new(terms.Seller, Stage.Regular, 0, HasLimit: true, steps);
    }

    private static bool IsNew(SellerTerms terms, DateOnly firstDay, AllocationConfig config) =>
        terms.AccountStarted is { } started
        && firstDay.DayNumber < started.DayNumber + (config.NewWeeks * DaysOfWeek);

    private static SellerTarget New(SellerTerms terms, AllocationConfig config)
    {
        var least = config.NewSellerVolume;
        var reserved = Math.Max(Math.Max(terms.NeedVolume, terms.PeakUsedVolume), least);
        return config.NewSellerRule == NewSellerRule.Fixed
            ? new(terms.Seller, Stage.New, least, HasLimit: true, null)
            : new(terms.Seller, Stage.New, reserved, HasLimit: false, null);
    }
}
