using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearing.Market.Rounds;

/// <summary>One clearing: from the closed book to the facts of its outcome.</summary>
internal sealed class RoundClearing(
    BidBook bids, AwardBook awards, SellerLimits limits, MarketConfig rules)
{
    public required RoundTerms Terms { get; init; }

    public required string Market { get; init; }

    public required RoundClosed Closed { get; init; }

    /// <summary>What joins or leaves the pool with this round.</summary>
    public required long CapacityDelta { get; init; }

    /// <summary>The pool before that.</summary>
    public required long Pool { get; init; }

    /// <summary>Volume on offer when the book was closed.</summary>
    public required long Offered { get; init; }

    /// <summary>The rules to clear by.</summary>
    public required RulesEdition Edition { get; init; }

    private int Rows => (int)Closed.ThroughSequence;

    private long Available => Math.Max(0, Pool + CapacityDelta + Offered);

    public RoundCleared Outcome()
    {
        var workspace = new ClearingWorkspace();
        var outcome = Run(workspace);
        var fresh = Math.Min(outcome.Granted, Math.Max(0, Pool + CapacityDelta));
        var (sequences, volumes) = Awarded(workspace.Granted);
        var cleared = new RoundCleared(
            Terms, new CubicFeet(CapacityDelta), new CubicFeet(Available), outcome.EligibleDemand,
            FeeOf(outcome.LowestGranted), FeeOf(outcome.RoundFee),
            FeeOf(RepricingFee(outcome, workspace, fresh)),
            sequences, volumes,
            With(Reason.SellerCap, workspace.Reasons), With(Reason.MinFill, workspace.Reasons),
            Releases(outcome.Granted - fresh), ResultHash: "", Edition);
        return cleared with { ResultHash = ResultHashes.OfOutcome(Market, Closed, cleared) };
    }

    private ClearingOutcome Run(ClearingWorkspace workspace)
    {
        var ends = limits.Ends(bids, Rows);
        var columns = new ClearingColumns
        {
            MaxFee = bids.Fees[..Rows],
            Want = bids.Wants[..Rows],
            Need = bids.Needs(Rows),
            Seller = ends is null ? [] : bids.SellerNumbers[..Rows],
            SellerEnds = ends,
            Ticket = rules.TieRule == TieRule.SeededLottery ? bids.Tickets[..Rows] : [],
        };
        var terms = new ClearingTerms(
            Available, Terms.Reserve.Micros, rules.Lot.Value, rules.TieRule, rules.PricingRule,
            Edition);
        return ClearingCore.Clear(columns, terms, bids.Lottery, workspace);
    }

    private long? RepricingFee(
        ClearingOutcome outcome, ClearingWorkspace workspace, long fresh)
    {
        if (Edition == RulesEdition.First)
        {
            return outcome.Granted >= rules.RepricingMinVolume.Value ? outcome.RoundFee : null;
        }
        var support = RepricingRule.Support(
            fresh, rules.RepricingMinVolume.Value, rules.RepricingSupportPpm);
        return RepricingRule.Fee(outcome, bids.Fees[..Rows], workspace, fresh, support);
    }

    // Fresh capacity goes first; in a deficit, volume comes from offers alone.
    private ImmutableArray<Release> Releases(long regranted)
    {
        var taken = awards.Offers.First(regranted);
        return
        [
            .. taken.Select(part => new Release(
                awards.IdOf(part.Place), new CubicFeet(part.Volume), SellerOf(part.Place))),
        ];
    }

    // In version 1 the seller is left out, so that a round clears again to what is recorded.
    private string? SellerOf(AwardPlace place) =>
        Closed.Nonce is null ? null : bids.SellerOf(awards.RowOf(place));

    private static Fee? FeeOf(long? micros) => micros is { } fee ? new Fee(fee) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ImmutableArray<long> Sequences, ImmutableArray<long> Volumes) Awarded(
        ReadOnlySpan<long> granted)
    {
        var winners = granted.Length - granted.Count(0L);
        var (sequences, volumes) = (new long[winners], new long[winners]);
        var next = 0;
        for (var row = 0; next < winners; row++)
        {
            if (granted[row] == 0) { continue; }
            (sequences[next], volumes[next]) = (row + 1L, granted[row]);
            next++;
        }
        return (Owned(sequences), Owned(volumes));
    }

    private static ImmutableArray<long> With(Reason reason, ReadOnlySpan<Reason> reasons)
    {
        var sequences = new long[reasons.Count(reason)];
        for (int next = 0, row = -1; next < sequences.Length; next++)
        {
            row += 1 + reasons[(row + 1)..].IndexOf(reason);
            sequences[next] = row + 1L;
        }
        return Owned(sequences);
    }

    /// <summary>An array that nobody else has, without a copy.</summary>
    private static ImmutableArray<long> Owned(long[] numbers) =>
        ImmutableCollectionsMarshal.AsImmutableArray(numbers);
}
