namespace Clearing.Instruments.Journals;

/// <summary>
/// Repeats the commands of a market's history in their order under other rules: bids, changes of
/// bids, offers and capacity are held fixed; closes and clearings are decided again.
/// </summary>
internal sealed class HistoryReplay(
    MarketHistory history, RuleChanges changes, Func<Bid, Bid>? changeBid)
{
    private readonly HashSet<(string Bid, string Seller)> _changed = [];

    public CapacityMarket Market { get; } = new(history.Market);

    /// <summary>
    /// Commands that lost their object under the other rules, such as an offer of volume that was
    /// not granted, and changes of the bid in question.
    /// </summary>
    public int NotApplicable { get; private set; }

    /// <summary>Why the market refuses the changed bid; null if it takes it.</summary>
    public BidReceipt? Refusal { get; private set; }

    public void Run()
    {
        var config = changes.Of(history);
        var (status, events) = Market.Open(config);
        if (status != OpenStatus.Opened)
        {
            throw new HistoryException($"{history.Market}: the rules are refused: {status}");
        }
        ApplyAll(events);
        foreach (var happened in history.Events.Skip(1)) { Repeat(happened); }
    }

    private void Repeat(MarketEvent happened)
    {
        switch (happened)
        {
            case BidsPlaced placed: Place(placed); break;
            case BidAmended { Amendment: var of } when _changed.Contains((of.BidId, of.Seller)):
                NotApplicable++;
                break;
            case BidAmended amended: Try(Market.Amend(amended.Amendment)); break;
            case BidCancelled cancelled: Try(Market.Cancel(cancelled.Cancellation)); break;
            case VolumeOffered offered: Try(Market.Relinquish(offered.Relinquishment)); break;
            // A cap that was set from a seller's base is one of the rules that are replaced.
            case SellerCapSet when changes.SellerCap is not null: break;
            case CapacityChanged or SellerCapSet: Market.Apply(happened); break;
            case VolumeCurtailed curtailed: Curtail(curtailed); break;
            case RestEnded ended: Try(Market.EndRest(ended.End, ended.Taken.Cut.Day)); break;
            case RoundClosed closed: Try(Market.Close(closed.Round, NonceOf(closed.Round))); break;
            case RoundCleared cleared:
                Try(Market.Clear(
                    cleared.Terms with { Reserve = changes.Reserve ?? cleared.Terms.Reserve },
                    NonceOf(cleared.Terms.Round)));
                break;
            // They change neither bids nor capacity, or decide what a later event does.
            case BidRefused or AmendmentRefused or CancellationRefused or RelinquishmentRefused
                or RestEndRefused or MarketAlarmed or NoticesAccepted or RoundScheduled or RoundRescheduled
                or RoundUnscheduled or MarketPaused or MarketResumed or MarketSettled
                or BidsInspected or RoundProvisional or RoundVoided or ActProposed or ActApproved
                or ActWithdrawn: break;
            default:
                throw new InvalidOperationException(
                    $"A {happened.GetType().Name} cannot be replayed.");
        }
    }

    private RoundNonce NonceOf(int round) => RoundNonce.OfReplay(Market.Key, round);

    private void Place(BidsPlaced placed)
    {
        foreach (var bid in placed.Bids)
        {
            var played = changeBid?.Invoke(bid) ?? bid;
            if (played != bid) { _changed.Add((bid.Id, bid.Seller)); }
            var (receipts, events) = Market.Place([played]);
            ApplyAll(events);
            if (receipts[0].Status == BidStatus.Accepted) { continue; }
            NotApplicable++;
            if (played != bid) { Refusal = receipts[0]; }
        }
    }

    private void Try<TStatus>(Decision<TStatus, MarketEvent> decision) where TStatus : struct, Enum
    {
        if (decision.Answer.Equals(default(TStatus))) { ApplyAll(decision.Events); }
        else { NotApplicable++; }
    }

    // Older journals do not say by which rules space was taken.
    private void Curtail(VolumeCurtailed curtailed)
    {
        if (curtailed.Place is not null && Market.CurtailAgain(curtailed) is { } again)
        {
            Market.Apply(again);
        }
        else { NotApplicable++; }
    }

    private void ApplyAll(IEnumerable<MarketEvent> events)
    {
        foreach (var happened in events) { Market.Apply(happened); }
    }
}
