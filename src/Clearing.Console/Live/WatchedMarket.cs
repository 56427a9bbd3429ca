namespace Clearing.Pages.Live;

/// <summary>The current state of a market, with its cleared rounds. It reveals no bid.</summary>
/// <param name="Report">Where it stands.</param>
/// <param name="Rounds">Its cleared rounds, by number.</param>
/// <param name="IsWhole">
/// False for readers who may see a market's terms and rounds only: its space is left out.
/// </param>
/// <param name="EventsWait">
/// True for the first live market of a zone in which a planned event waits for an operator.
/// </param>
public sealed record WatchedMarket(
    MarketReport Report, ImmutableArray<RoundReport> Rounds, bool IsWhole = true,
    bool EventsWait = false)
{
    /// <summary>What every caller with a token may see of it.</summary>
    public WatchedMarket ForEverybody() => this with
    {
        IsWhole = false,
        EventsWait = false,
        Report = Report.ForSellers() with { Config = Report.Config?.ForSellers() },
    };

    /// <summary>Its terms; only a market that was never opened has none.</summary>
    public MarketConfig Config =>
        Report.Config ?? throw new InvalidOperationException("No such market.");

    /// <summary>Its key.</summary>
    public MarketKey Key => MarketKey.Parse(Report.Market);

    /// <summary>Held, free and planned space together.</summary>
    public Int128 Capacity =>
        (Int128)Report.Held.Value + Report.Pool.Value + Report.PendingCapacity.Value;

    /// <summary>
    /// What the next clearing can grant of fresh space; below zero it is a deficit.
    /// </summary>
    public Int128 Space => (Int128)Report.Pool.Value + Report.PendingCapacity.Value;

    /// <summary>True if more is held than there is.</summary>
    public bool IsInDeficit => Report.Stage != MarketStage.Settled && Space < 0;

    /// <summary>True if the market would close a book: not while it stands still or one is closed.</summary>
    public bool MayClose => Report is { Stage: MarketStage.Open, ClosedRound: 0 };

    /// <summary>
    /// True if the market would clear a round. A provisional one binds by itself; until then no other
    /// one clears.
    /// </summary>
    public bool MayClear => Report is { Stage: MarketStage.Open, BindsAt: null };

    /// <summary>True if the market could be settled: not while a book is closed.</summary>
    public bool MaySettle => Report is { Stage: not MarketStage.Settled, ClosedRound: 0 };

    /// <summary>The share of its space that is held, in percent.</summary>
    public int SoldPercent => Capacity > 0 ? Shown.Percent(Report.Held.Value, Capacity)
        : Report.Held.Value > 0 ? 100 : 0;

    /// <summary>The last round that granted; null if none did.</summary>
    public RoundReport? LastGranted => Rounds.LastOrDefault(round => round.RoundFee is not null);

    /// <summary>The next round of the calendar; null if none is planned.</summary>
    public ScheduledRound? Next => Report.Calendar.IsDefaultOrEmpty ? null : Report.Calendar[0];

    /// <summary>The number of the round that clears next.</summary>
    public int NextRound => Report.ClosedRound > 0 ? Report.ClosedRound : BidRound;

    /// <summary>The calendar's entry of the round that clears next; null if it has none.</summary>
    public ScheduledRound? NextPlanned => Planned(round => round == NextRound);

    /// <summary>
    /// The number of the round in which a bid that comes now takes part: never one whose book is closed.
    /// </summary>
    public int BidRound => BidPlanned?.Terms.Round ?? Math.Max(Report.LastRound, Report.ClosedRound) + 1;

    /// <summary>The calendar's entry of that round; null if it has none.</summary>
    public ScheduledRound? BidPlanned => Planned(round => round > Report.ClosedRound);

    /// <summary>
    /// True for a bid of which it is certain that a closed book that has not bound yet has it: it takes
    /// part in that round, and can be neither changed nor cancelled before.
    /// </summary>
    /// <param name="bid">A bid that stands.</param>
    public bool IsInClosedBook(BidView bid) => Report.ClosedRound > 0
        && bid.PlacedAt is { } placed && Report.ClosedAt is { } closed && placed < closed;

    /// <summary>
    /// What the round that clears next can grant: what is there, what changes with it, and what sellers
    /// offer back. A deficit comes first.
    /// </summary>
    /// <param name="delta">Cubic feet by which the round itself changes the space.</param>
    public Int128 Grantable(long delta) => Int128.Max(0, Space + delta + Report.OnOffer.Value);

    private ScheduledRound? Planned(Func<int, bool> isIt) => Report.Calendar.IsDefaultOrEmpty
        ? null
        : Report.Calendar.FirstOrDefault(planned => isIt(planned.Terms.Round));

    /// <summary>
    /// True if what may be shown of both is the same. The number of standing bids may not be shown:
    /// it is sealed.
    /// </summary>
    public bool ShowsAs(WatchedMarket other) =>
        EventsWait == other.EventsWait
        && Report with { Calendar = [], OpenBidsFrom = 0, Config = null }
            == other.Report with { Calendar = [], OpenBidsFrom = 0, Config = null }
        && (Report.Config is null) == (other.Report.Config is null)
        && Report.Calendar.SequenceEqual(other.Report.Calendar)
        && (Rounds == other.Rounds || Rounds.SequenceEqual(other.Rounds));
}
