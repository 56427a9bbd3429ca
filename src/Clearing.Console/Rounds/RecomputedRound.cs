using System.Diagnostics;
using Clearing.Audit;

namespace Clearing.Pages.Rounds;

/// <summary>
/// A cleared round beside the result of a second implementation of the rules on its inputs.
/// </summary>
/// <param name="Inputs">What it was decided on.</param>
/// <param name="Offers">How many offers there were.</param>
/// <param name="BookHash">Recomputed.</param>
/// <param name="ResultHash">Recomputed.</param>
/// <param name="Rows">Bids that got volume or should have: differences first.</param>
/// <param name="Refused">Bids that got nothing, with the reason, by sequence.</param>
/// <param name="Outcome">What the second implementation came to.</param>
/// <param name="Took">How long the clearing took.</param>
/// <param name="At">When it was recomputed.</param>
public sealed record RecomputedRound(
    RoundInputs Inputs, int Offers, string BookHash, string ResultHash,
    ImmutableArray<ComparedAward> Rows, ImmutableArray<(BookRow Row, Reason Reason)> Refused,
    NaiveOutcome Outcome, TimeSpan Took, DateTimeOffset At)
{
    /// <summary>True if both hashes are those on record and no award differs.</summary>
    public bool IsEqual => BookHash == Inputs.Report.BookHash
        && ResultHash == Inputs.Report.ResultHash && Differing == 0;

    /// <summary>How many awards differ.</summary>
    public int Differing => Rows.Count(row => !row.IsEqual);

    /// <summary>Recomputes.</summary>
    internal static RecomputedRound Of(
        string market, RoundInputs inputs, IReadOnlyList<BookRow> rows, IReadOnlyList<Offer> offers,
        ImmutableArray<Award> recorded, TimeProvider clock)
    {
        var watch = Stopwatch.GetTimestamp();
        var outcome = Recomputation.Outcome(inputs, rows);
        var took = Stopwatch.GetElapsedTime(watch);
        var byBid = recorded.ToDictionary(
            award => (award.Seller, award.BidId), award => award.Volume.Value);
        var fates = rows.Zip(outcome.Fates).ToArray();
        var compared = fates
            .Select(pair => new ComparedAward(
                pair.First, byBid.GetValueOrDefault((pair.First.Seller, pair.First.BidId)),
                pair.Second.Granted))
            .Where(row => row.Recorded > 0 || row.Recomputed > 0)
            .OrderBy(row => row.IsEqual).ThenBy(row => row.Recomputed == row.Row.Want.Value)
            .ThenBy(row => row.Row.MaxFee.Micros).ThenBy(row => row.Row.Sequence);
        return new(
            inputs, offers.Count, Recomputation.BookHash(market, inputs, rows),
            Recomputation.ResultHash(market, inputs, rows, offers), [.. compared],
            [.. fates.Where(pair => pair.Second.Granted == 0).Select(
                pair => (pair.First, pair.Second.Reason))],
            outcome, took, clock.GetUtcNow());
    }
}
