using System.Globalization;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    // Ids of inspections that begin so are made here, and no operator can choose one.
    private const string PreviewIds = "preview/";

    /// <summary>
    /// Shows what a clearing of a closed book would come to; the book stays as it is.
    /// </summary>
    /// <remarks>
    /// On the terms that the calendar has for the round, or of a result that is public, this is free.
    /// Other terms, tried one after the other, would show single bids, so that each is recorded as an
    /// inspection of all bids, once for each caller. A refusal and an open book show nothing.
    /// </remarks>
    /// <param name="terms">The terms to try.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="at">The time now.</param>
    /// <returns>The refusal of a clearing on these terms, or what it would report.</returns>
    public Decision<(ClearStatus Status, RoundReport? Report), MarketEvent> Preview(
        RoundTerms terms, string by, DateTimeOffset at)
    {
        var answer = Preview(terms);
        if (answer.Report is null || _closed?.Round != terms.Round || _provisional is not null
            || (_calendar.TryGetValue(terms.Round, out var planned) && planned.Terms == terms))
        {
            return answer;
        }
        var inspection = InspectionBy(terms, by);
        if (_inspectionById.ContainsKey(inspection.Id)) { return answer; }
        return new(answer, new BidsInspected(inspection, at, _closed.ThroughSequence));
    }

    private static Inspection InspectionBy(RoundTerms terms, string by)
    {
        var (round, delta, reserve) =
            (terms.Round, terms.CapacityDelta.Value, terms.Reserve.Micros);
        return new Inspection(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{PreviewIds}{round}/{delta}/{reserve}/{Fingerprint.OfCaller(by)}"),
            by,
            string.Create(
                CultureInfo.InvariantCulture,
                $"dry run of clearing round {round} with capacity delta {delta} and "
                    + $"reserve fee {reserve} micros"));
    }

    /// <summary>What a clearing of a closed book would come to; nothing is decided.</summary>
    /// <remarks>The demand, hashes of version 1, the blind and the root are sealed.</remarks>
    /// <param name="terms">The terms to try.</param>
    /// <returns>The refusal of a clearing on these terms, or what it would report.</returns>
    internal (ClearStatus Status, RoundReport? Report) Preview(RoundTerms terms)
    {
        if (Round(terms.Round) is { } known && known.Terms == terms)
        {
            return (ClearStatus.Cleared, known);
        }
        if (_provisional is { } contest && contest.Round.Facts.Terms == terms)
        {
            return (ClearStatus.Cleared, ReportOf(contest));
        }
        // A closed book already has its nonce, so this one is not used.
        var decision = Clear(terms, RoundNonce.OfReplay(Key, terms.Round));
        if (decision.Answer != ClearStatus.Cleared || _closed is not { } closed)
        {
            return (decision.Answer, null);
        }
        var outcome = Outcome(terms, closed, isClosed: true, RulesEdition.Second);
        return (
            ClearStatus.Cleared,
            ReportOf(outcome, closed, OpenIn(closed), RepricedBy(outcome)));
    }
}
