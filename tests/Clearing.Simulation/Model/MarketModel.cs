using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A market recomputed from its journal, without using the market's code.</summary>
/// <param name="key">The market.</param>
/// <param name="wrong">Receives impossible states.</param>
internal sealed partial class MarketModel(string key, Action<string> wrong)
{
    private readonly Dictionary<string, long> _baseCaps = [];
    private readonly Dictionary<string, long> _capsToCome = [];
    private readonly Queue<(ModelAward Award, long Volume)> _offers = new();
    private readonly HashSet<string> _spentIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refusedBids = new(StringComparer.Ordinal);
    private long _next = 1;
    private long _offerTaken;
    private long _capacity;

    public string Key { get; } = key;

    public MarketConfig Config { get; private set; } = new();

    public MarketStage Stage { get; private set; }

    public SortedDictionary<string, ModelBid> Bids { get; } = new(StringComparer.Ordinal);

    public List<ModelAward> Awards { get; } = [];

    public SortedDictionary<int, RoundCleared> Rounds { get; } = [];

    public SortedDictionary<int, RoundClosed> Closes { get; } = [];

    public SortedDictionary<int, ScheduledRound> Calendar { get; } = [];

    /// <summary>Every round that was ever in the calendar.</summary>
    public List<ScheduledRound> Scheduled { get; } = [];

    public long Pool { get; private set; }

    public long Pending { get; private set; }

    public long Held => Awards.Sum(award => award.Volume - award.Released);

    public long OnOffer => Awards.Sum(award => award.OnOffer);

    public RoundClosed? Closed { get; private set; }

    /// <summary>The number of durable pauses.</summary>
    public int Pauses { get; private set; }

    private int LastRound => Rounds.Count == 0 ? 0 : Rounds.Keys.Max();

    public void Apply(MarketEvent happened)
    {
        if (happened is not MarketOpened && Stage == MarketStage.Unknown) { Wrong("is not open", happened); }
        switch (happened)
        {
            case MarketOpened opened: Apply(opened); break;
            case BidsPlaced placed: Apply(placed); break;
            case BidRefused refused: Spend(refused.Bid, happened); break;
            case SellerCapSet set: Apply(set); break;
            case BidAmended amended: Apply(amended); break;
            case BidCancelled cancelled: Apply(cancelled); break;
            case VolumeOffered offered: Apply(offered); break;
            case AmendmentRefused refused: Apply(refused); break;
            case CancellationRefused refused: Spend(refused.Cancellation.Id, happened); break;
            case RelinquishmentRefused refused: Spend(refused.Relinquishment.Id, happened); break;
            case CapacityChanged changed: Apply(changed); break;
            case RoundScheduled scheduled: Apply(scheduled); break;
            case RoundClosed closed: Apply(closed); break;
            case RoundCleared cleared: Apply(cleared); break;
            case RoundProvisional provisional: Apply(provisional); break;
            case RoundVoided voided: Apply(voided); break;
            case ActProposed proposed: Apply(proposed); break;
            case ActApproved approved: Apply(approved); break;
            case ActWithdrawn withdrawn: Apply(withdrawn); break;
            case NoticesAccepted accepted: Apply(accepted); break;
            case MarketPaused: Turn(MarketStage.Open, MarketStage.Paused, happened); Pauses++; break;
            case MarketResumed: Turn(MarketStage.Paused, MarketStage.Open, happened); break;
            case MarketSettled: Settle(happened); break;
            case BidsInspected: break;
            case MarketAlarmed alarmed: Apply(alarmed); break;
            default: Wrong("is unknown", happened); break;
        }
        if (happened is not (ActApproved or RoundVoided)) { _justApproved = null; }
        CheckQuota(happened);
        if (Held + Pool != _capacity) { Wrong($"leaves held {Held} + pool {Pool} ≠ {_capacity} (I2)", happened); }
    }

    private void Apply(MarketOpened opened)
    {
        if (Stage != MarketStage.Unknown) { Wrong("opens twice", opened); }
        (Config, Stage) = (opened.Config, MarketStage.Open);
    }

    private void Apply(SellerCapSet set)
    {
        if (set.FromNextRound != (Closed is not null)) { Wrong("counts from another round", set); }
        if (set.FromNextRound) { _capsToCome[set.Seller] = set.Cap.Value; }
        else { _baseCaps[set.Seller] = set.Cap.Value; }
    }

    private void Apply(BidsPlaced placed)
    {
        if (placed.FirstSequence != _next) { Wrong($"should be number {_next}", placed); }
        foreach (var bid in placed.Bids)
        {
            if (Stage == MarketStage.Settled) { Wrong($"takes {bid.Id} after settlement", placed); }
            if (!IsSound(bid)) { Wrong($"takes a malformed bid {bid}", placed); }
            if (_refusedBids.Contains(bid.Id)) { Wrong($"takes {bid.Id}, which was refused", placed); }
            var number = 1 + Bids.Values.Count(known => known.Seller == bid.Seller);
            var model = new ModelBid(bid, _next++) { Number = number, PlacedAt = placed.At };
            if (!Bids.TryAdd(bid.Id, model)) { Wrong($"takes {bid.Id} twice", placed); }
        }
    }

    private bool IsSound(Bid bid) =>
        bid.MaxFee.Micros >= 0 && bid.MaxFee.Micros % Config.Tick.Micros == 0
        && bid.MaxFee.Micros <= (Config.HighestMaxFee?.Micros ?? long.MaxValue)
        && bid.MaxVolume.Value > 0 && bid.MaxVolume.Value % Config.Lot.Value == 0
        && bid.MaxVolume.Value >= (Config.SmallestMaxVolume?.Value ?? 0)
        && bid.MinVolume.Value >= 0 && bid.MinVolume.Value <= bid.MaxVolume.Value
        && bid.MinVolume.Value % Config.Lot.Value == 0;

    private void Apply(BidAmended amended)
    {
        Spend(amended.Amendment.Id, amended);
        if (Standing(amended.Amendment.BidId, amended.Amendment.Seller, amended) is not { } bid) { return; }
        var (asked, before) = (amended.Amendment, bid.Now);
        var after = before with
        {
            MaxFee = asked.MaxFee ?? before.MaxFee,
            MaxVolume = asked.MaxVolume ?? before.MaxVolume,
            MinVolume = asked.MinVolume ?? before.MinVolume,
            TimeInForce = asked.TimeInForce ?? before.TimeInForce,
        };
        var loses = after.MaxFee != before.MaxFee
            || after.MaxVolume.Value > before.MaxVolume.Value
            || after.MinVolume.Value > before.MinVolume.Value;
        var sequence = loses ? _next++ : bid.Sequence;
        if (amended.Sequence != sequence) { Wrong($"should have number {sequence}", amended); }
        if (!IsSound(after) || after.MaxVolume.Value < bid.Granted) { Wrong("amends unsoundly", amended); }
        (bid.Fee, bid.Volume) = (after.MaxFee.Micros, after.MaxVolume.Value);
        (bid.Min, bid.TimeInForce) = (after.MinVolume.Value, after.TimeInForce);
        bid.Sequence = sequence;
        if (loses) { bid.Sequences.Add(sequence); }
        if (bid.Now != Now(amended, bid)) { Wrong("says another result than was asked for", amended); }
        if (bid.Want == 0) { bid.Stage = BidStage.Complete; }
    }

    private static Bid Now(BidAmended amended, ModelBid bid) => new(
        bid.Id, bid.Seller, amended.MaxFee, amended.MaxVolume, amended.MinVolume, amended.TimeInForce);

    private void Apply(BidCancelled cancelled)
    {
        Spend(cancelled.Cancellation.Id, cancelled);
        if (Standing(cancelled.Cancellation.BidId, cancelled.Cancellation.Seller, cancelled) is { } bid)
        {
            bid.Stage = BidStage.Cancelled;
        }
    }

    private void Apply(AmendmentRefused refused)
    {
        Spend(refused.Amendment.Id, refused);
        var inClosedBook = Closed is { } closed
            && Bids.TryGetValue(refused.Amendment.BidId, out var bid)
            && bid.Sequence <= closed.ThroughSequence;
        if (refused.Status == AmendStatus.BookClosed && !inClosedBook)
        {
            Wrong("refuses as closed while the book is open", refused);
        }
    }

    private void Apply(VolumeOffered offered)
    {
        Spend(offered.Relinquishment.Id, offered);
        var volume = offered.Relinquishment.Volume.Value;
        var award = Awards.Find(award => award.Id == offered.Relinquishment.AwardId);
        if (award is null || award.Seller != offered.Relinquishment.Seller || volume <= 0
            || volume > award.Volume - award.Released - award.OnOffer || Stage == MarketStage.Settled)
        {
            Wrong("offers what is not held", offered);
            return;
        }
        award.OnOffer += volume;
        _offers.Enqueue((award, volume));
    }

    private void Apply(CapacityChanged changed)
    {
        Spend(changed.Change.Id, changed);
        if (Stage == MarketStage.Settled) { Wrong("comes after settlement", changed); }
        if (-(Int128)changed.Change.Delta.Value > Config.FourEyesCut?.Value
            && _asked.GetValueOrDefault(_justApproved ?? "")?.What.Capacity != changed.Change)
        {
            Wrong("takes more than one operator may", changed);
        }
        Pending += changed.Change.Delta.Value;
    }

    private void Apply(RoundScheduled scheduled)
    {
        var round = scheduled.Round.Terms.Round;
        if (round <= LastRound || !Calendar.TryAdd(round, scheduled.Round))
        {
            Wrong("is scheduled twice or too late", scheduled);
        }
        Scheduled.Add(scheduled.Round);
    }

    private void Turn(MarketStage from, MarketStage to, MarketEvent happened)
    {
        if (Stage != from) { Wrong($"comes while {Stage}", happened); }
        Stage = to;
    }

    private ModelBid? Standing(string bidId, string seller, MarketEvent happened)
    {
        if (!Bids.TryGetValue(bidId, out var bid) || bid.Seller != seller || bid.Stage != BidStage.Open)
        {
            Wrong("is about a bid that does not stand", happened);
            return null;
        }
        if (bid.Sequence <= Closed?.ThroughSequence) { Wrong("changes a closed book", happened); }
        return bid;
    }

    private void Spend(Bid refused, MarketEvent happened)
    {
        if (Bids.ContainsKey(refused.Id) || !_refusedBids.Add(refused.Id))
        {
            Wrong($"spends {refused.Id} again", happened);
        }
    }

    private void Spend(string id, MarketEvent happened)
    {
        if (!_spentIds.Add(id)) { Wrong($"spends id {id} again", happened); }
    }

    private void Wrong(string what, object about) => wrong($"{Key}: {about} {what}");
}
