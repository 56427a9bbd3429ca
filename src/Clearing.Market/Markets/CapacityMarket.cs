using System.Collections.Immutable;

namespace Clearing.Market.Markets;

/// <summary>One market: its book, pool, rounds, awards and what is still to be told.</summary>
/// <remarks>
/// Commands decide and change nothing; <see cref="Apply(MarketEvent)"/> copies facts and decides
/// nothing.
/// Not for concurrent use: a decision and its events belong to one turn.
/// </remarks>
public sealed partial class CapacityMarket
{
    private readonly BidBook _bids;
    private readonly AwardBook _awards;
    private readonly Outbox _outbox = new();
    private readonly CommandLog _commands = new();
    private readonly SellerLimits _limits = new();
    private readonly Dictionary<(string Seller, string Id), BidRefused> _refusedBids = [];
    private readonly SortedList<int, ScheduledRound> _calendar = [];
    private readonly Dictionary<int, ScheduledRound> _everScheduled = [];

    private MarketConfig? _config;
    private MoneyTerms? _moneyTerms;
    private RoundClosed? _closed;
    private long _pendingAtClose;
    private long _offeredAtClose;
    private OfferMark _offersAtClose;
    private long _pool;
    private long _pending;
    private long _held;

    /// <summary>A market that was never opened.</summary>
    /// <param name="key">The market, <c>region/storageType/period</c>.</param>
    public CapacityMarket(string key)
    {
        Key = key;
        _bids = new BidBook(_limits);
        _awards = new AwardBook(_bids);
    }

    /// <summary>The market, <c>region/storageType/period</c>.</summary>
    public string Key { get; }

    /// <summary>Where it stands.</summary>
    public MarketStage Stage { get; private set; }

    /// <summary>When it was settled; null if it is not, or in older journals.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>
    /// When its last book was closed or cleared, or space was last taken back, whichever is later;
    /// null before the first, or in older journals.
    /// </summary>
    public DateTimeOffset? LastChangeAt
    {
        get
        {
            var round = _provisional?.At ?? _closed?.At
                ?? (_awards.Rounds.Count > 0 ? _awards.Rounds[^1].Facts.At : null);
            var cut = _curtailments.Count > 0 ? _curtailments[^1].Curtailed.At : null;
            return cut is null || cut < round ? round : cut;
        }
    }

    /// <summary>Its configuration; null if it was never opened.</summary>
    public MarketConfig? Config => _config;

    /// <summary>Rounds to come, by number.</summary>
    public ImmutableArray<ScheduledRound> Calendar => [.. _calendar.Values];

    private MarketConfig Rules =>
        _config ?? throw new InvalidOperationException("The market was never opened.");

    // What a provisional round adds is not in the pool yet.
    private Int128 JoiningLater =>
        (Int128)_pending + (_provisional?.Round.Facts.Terms.CapacityDelta.Value ?? 0);

    private int LastRound => _awards.Rounds is [.., var last] ? last.Number : 0;

    /// <summary>
    /// Opens the market. Opening it again with the same configuration changes nothing.
    /// </summary>
    /// <param name="config">The configuration; it stays for the whole period.</param>
    /// <param name="hasZone">
    /// Whether its zone is configured, with periods of its kind: the zone is then told what sellers
    /// win.
    /// </param>
    public Decision<OpenStatus, MarketEvent> Open(MarketConfig config, bool hasZone = false)
    {
        if (_config is { } known)
        {
            return ConfigRule.Same(known, config) ? OpenStatus.Opened : OpenStatus.ConfigDiffers;
        }
        if (!MarketKey.TryParse(Key, out _)) { return OpenStatus.KeyMalformed; }
        if (!ConfigRule.Allows(config)) { return OpenStatus.ConfigOutOfRange; }
        return new(
            OpenStatus.Opened,
            new MarketOpened(config) { HasZone = hasZone && config.CreditsFrom == CreditSource.Report });
    }

    /// <summary>Adds or removes capacity, starting with the next clearing.</summary>
    /// <remarks>After a close it counts from the clearing after the closed one.</remarks>
    /// <param name="change">What joins or leaves.</param>
    /// <param name="approved">Whether a second operator approves it.</param>
    public Decision<CapacityStatus, MarketEvent> ChangeCapacity(
        CapacityChange change, bool approved = false)
    {
        if (!IdRule.Allows(change.Id)) { return CapacityStatus.IdMalformed; }
        if (_commands.Answer("", change.Id, change, CapacityStatus.IdReused) is { } first)
        {
            return first;
        }
        if (Stage == MarketStage.Unknown) { return CapacityStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return CapacityStatus.MarketSettled; }
        if (!PoolHolds(change.Delta.Value, JoiningLater)) { return CapacityStatus.PoolOverflow; }
        if (!approved && IsAbove(Rules.FourEyesCut, -(Int128)change.Delta.Value))
        {
            return CapacityStatus.ApprovalNeeded;
        }
        return new(CapacityStatus.Changed, new CapacityChanged(change));
    }

    /// <summary>Pauses clearing; bids are still accepted.</summary>
    /// <param name="note">Why; kept in the journal.</param>
    public Decision<PauseStatus, MarketEvent> Pause(string note)
    {
        if (Stage == MarketStage.Unknown) { return PauseStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return PauseStatus.MarketSettled; }
        if (Stage == MarketStage.Paused) { return PauseStatus.Done; }
        return new(PauseStatus.Done, new MarketPaused(note));
    }

    /// <summary>Resumes clearing.</summary>
    public Decision<PauseStatus, MarketEvent> Resume()
    {
        if (Stage == MarketStage.Unknown) { return PauseStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return PauseStatus.MarketSettled; }
        if (Stage == MarketStage.Open) { return PauseStatus.Done; }
        return new(PauseStatus.Done, new MarketResumed());
    }

    /// <summary>Ends the period. Every seller with an award is told.</summary>
    /// <remarks>Bids that stand expire; what is on offer stays with its sellers.</remarks>
    /// <param name="approved">Whether a second operator approves it.</param>
    public Decision<SettleStatus, MarketEvent> Settle(bool approved = false)
    {
        if (Stage == MarketStage.Unknown) { return SettleStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return SettleStatus.Settled; }
        if (_closed is not null) { return SettleStatus.BookClosed; }
        if (!approved && Rules.FourEyesSettlement is { } most && Charges() > most)
        {
            return SettleStatus.ApprovalNeeded;
        }
        return new(SettleStatus.Settled, new MarketSettled());
    }

    // The held volume and the pool add up to all capacity ever added, so neither can overflow while
    // that sum fits.
    private bool PoolHolds(long delta, Int128 pending)
    {
        var joining = pending + delta;
        var pool = _pool + joining;
        return Int128.Abs(joining) <= long.MaxValue
            && pool + _held <= long.MaxValue && pool >= -long.MaxValue;
    }
}
