using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    // The provisional result, and in _voided those that it replaced. Its book stays closed, so
    // what it came to can be applied when it binds exactly as if it were cleared then.
    private Contest? _provisional;
    private readonly List<(Contest Contest, RoundVoided Voided)> _voided = [];

    private TimeSpan Window => TimeSpan.FromSeconds(Rules.ContestWindowSeconds);

    /// <summary>
    /// When the market next has to bind or close a round by itself; null if it has nothing to do.
    /// </summary>
    /// <remarks>A window runs on while the market is paused. A round that is due while another is
    /// provisional closes when that one binds.</remarks>
    public DateTimeOffset? DueAt =>
        _provisional is { } contest ? contest.At + Window
        : Stage == MarketStage.Open && _calendar.Count > 0 ? _calendar.GetValueAtIndex(0).ClosesAt
        : null;

    /// <summary>Binds the provisional round if its window is over. This is idempotent.</summary>
    /// <param name="now">The time now.</param>
    public ImmutableArray<MarketEvent> Bind(DateTimeOffset now) =>
        _provisional is { } contest && now >= contest.At + Window
            ? [contest.Round.Facts]
            : [];

    /// <summary>
    /// The results that bind nobody, oldest first: voided ones, and the provisional one.
    /// </summary>
    /// <param name="seller">Whose awards to add; null for nobody's.</param>
    public ImmutableArray<ContestedRound> Contested(string? seller = null)
    {
        var results = ImmutableArray.CreateBuilder<ContestedRound>();
        foreach (var (contest, voided) in _voided) { results.Add(View(contest, voided, seller)); }
        if (_provisional is { } provisional) { results.Add(View(provisional, null, seller)); }
        return results.DrainToImmutable();
    }

    // Who asked saw the result that is provisional now, not one that was voided since.
    private Decision<VoidStatus, MarketEvent> Void(
        RoundTerms rerun, string proposal, DateTimeOffset now)
    {
        var voids = _voidsBefore.GetValueOrDefault(proposal, _voided.Count);
        if (_provisional is not { } contest || contest.Round.Number != rerun.Round
            || voids < _voided.Count)
        {
            return VoidStatus.RoundNotProvisional;
        }
        if (now >= contest.At + Window) { return VoidStatus.WindowOver; }
        if (rerun.Reserve.Micros < 0) { return VoidStatus.ReserveNegative; }
        if (!PoolTakes(rerun)) { return VoidStatus.PoolOverflow; }
        var outcome = Outcome(rerun, _closed!, isClosed: true, RulesEdition.Second);
        return new(
            VoidStatus.Voided, [new RoundVoided(rerun.Round, proposal), .. Result(outcome)]);
    }

    private bool PoolTakes(RoundTerms terms) =>
        PoolHolds(terms.CapacityDelta.Value, JoiningCapacity)
            && PoolHolds(terms.CapacityDelta.Value, _pending);

    private void Apply(RoundProvisional provisional)
    {
        var closed = ClosedBookOf(provisional.Outcome);
        Expect(_provisional is null, "One round is provisional at a time.");
        var round = new ClearedRound(provisional.Outcome, closed, StartNow(), OpenIn(closed));
        for (var i = 0; i < round.Winners; i++)
        {
            var row = (int)(round.Facts.AwardSequences[i] - 1);
            if (_bids.Wants[row] == round.Facts.AwardVolumes[i]) { round.MarkComplete(i); }
        }
        _provisional = new Contest(
            round, RepricedBy(provisional.Outcome),
            provisional.At ?? throw new InvalidOperationException("A window has a beginning."));
        LeaveCalendar(round.Number);
    }

    private void Apply(RoundVoided voided)
    {
        var contest = _provisional;
        Expect(contest?.Round.Number == voided.Round, "The provisional round is voided.");
        _voided.Add((contest!, voided));
        _provisional = null;
    }

    private ContestedRound View(Contest contest, RoundVoided? voided, string? seller)
    {
        return new(
            voided is null ? ContestStage.Provisional : ContestStage.Voided, ReportOf(contest),
            contest.At + Window, voided?.At,
            voided is null ? null : _proposals[voided.Proposal].Reason,
            seller is null ? [] : AwardsOf(contest.Round, seller));
    }

    private RoundReport ReportOf(Contest contest) =>
        ReportOf(
            contest.Round.Facts, contest.Round.Closed, contest.Round.Bids, contest.Repriced) with
        {
            ClearedAt = contest.At,
        };

    private ImmutableArray<Award> AwardsOf(ClearedRound round, string seller) =>
        _bids.Sellers.Find(seller) is >= 0 and var number
            ?
            [
                .. _bids.RowsOf(number).Reverse().Where(row => round.PositionOf(row) >= 0)
                    .Select(row => _awards.AwardOf(round, round.PositionOf(row), seller)),
            ]
            : [];

    /// <summary>A result that does not bind.</summary>
    /// <param name="Round">What it came to.</param>
    /// <param name="Repriced">How many earlier awards it would lower.</param>
    /// <param name="At">When its window began.</param>
    private sealed record Contest(ClearedRound Round, int Repriced, DateTimeOffset At);
}
