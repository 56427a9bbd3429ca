namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>Copies a fact into the state.</summary>
    /// <param name="happened">The next fact of the market's stream.</param>
    /// <exception cref="InvalidOperationException">The fact cannot follow on those
    /// before.</exception>
    public void Apply(MarketEvent happened)
    {
        try
        {
            Copy(happened);
            if (happened is MarketAct act) { Record(act); }
            Note(happened);
        }
        catch (Exception cause) when (ImpossibleFact.Explains(cause))
        {
            throw ImpossibleFact.Of(happened, cause);
        }
    }

    private void Copy(MarketEvent happened)
    {
        switch (happened)
        {
            case MarketOpened opened: Apply(opened); break;
            case BidsPlaced placed: Apply(placed); break;
            case BidRefused refused:
                _refusedBids.Add((refused.Bid.Seller, refused.Bid.Id), refused);
                CountRefusal(refused.Bid.Seller);
                break;
            case SellerCapSet set: Apply(set); break;
            case BidAmended amended: Apply(amended); break;
            case BidCancelled cancelled: Apply(cancelled); break;
            case VolumeOffered offered: Apply(offered); break;
            case CapacityChanged changed: Apply(changed); break;
            case VolumeCurtailed curtailed: Apply(curtailed); break;
            case RestEnded ended: Apply(ended); break;
            case RoundScheduled scheduled:
                _calendar.Add(scheduled.Round.Terms.Round, scheduled.Round);
                _everScheduled[scheduled.Round.Terms.Round] = scheduled.Round;
                break;
            case RoundRescheduled rescheduled: Apply(rescheduled); break;
            case RoundUnscheduled unscheduled: Apply(unscheduled); break;
            case RoundClosed closed: Apply(closed); break;
            case RoundCleared cleared: Apply(cleared); break;
            case RoundProvisional provisional: Apply(provisional); break;
            case RoundVoided voided: Apply(voided); break;
            case ActProposed proposed: Apply(proposed); break;
            case ActApproved approved: Decide(approved.Id, ProposalStage.Approved, approved.Act); break;
            case ActWithdrawn withdrawn:
                Decide(withdrawn.Id, ProposalStage.Withdrawn, withdrawn.Act);
                break;
            case NoticesAccepted accepted: Apply(accepted); break;
            case MarketAlarmed alarmed: _alarms.Add(alarmed.Round); break;
            case MarketPaused: Stage = MarketStage.Paused; break;
            case MarketResumed: Stage = MarketStage.Open; break;
            case MarketSettled settled: Apply(settled); break;
            case BidsInspected inspected: Apply(inspected); break;
            default: ApplyRefused(happened); break;
        }
    }

    private void Apply(MarketOpened opened)
    {
        var config = opened.Config;
        _config = config;
        _moneyTerms = new MoneyTerms(
            config.Currency, config.MinorExponent, config.CreditRatePpm, config.CreditCapPpm,
            config.CreditsFrom, opened.HasZone);
        _limits.Lot = config.Lot.Value;
        foreach (var cap in config.SellerCaps)
        {
            _limits.SetNamedCap(_bids.Sellers.FindOrAdd(cap.Seller), cap.Cap.Value);
        }
        if (config.TieRule == TieRule.SeededLottery) { _bids.DrawLots(config.LotterySeed); }
        Stage = MarketStage.Open;
    }

    private void Apply(BidsPlaced placed)
    {
        Expect(placed.FirstSequence == _bids.Count + 1L, "Sequence numbers run without gaps.");
        foreach (var bid in placed.Bids) { _bids.Append(bid, placed.At); }
    }

    private void Apply(BidAmended amended)
    {
        var row = _bids.Find(amended.Amendment.BidId, amended.Amendment.Seller);
        var bid = _bids.BidOf(row) with
        {
            MaxFee = amended.MaxFee,
            MaxVolume = amended.MaxVolume,
            MinVolume = amended.MinVolume,
            TimeInForce = amended.TimeInForce,
        };
        if (amended.Sequence == row + 1L)
        {
            _bids.Change(row, bid, _awards.Rounds.Count);
        }
        else
        {
            Expect(amended.Sequence == _bids.Count + 1L, "Sequence numbers run without gaps.");
            _bids.Replace(row, bid, _awards.Rounds.Count);
        }
        _commands.Keep(
            amended.Amendment.Seller, amended.Amendment.Id, amended.Amendment, AmendStatus.Amended);
        Note(BidFactKind.Amended, bid, amended.Amendment.Id, amended.At);
    }

    private void Apply(BidCancelled cancelled)
    {
        var row = _bids.Find(
            cancelled.Cancellation.BidId, cancelled.Cancellation.Seller);
        _bids.Close(row, RowMark.Cancelled, _awards.Rounds.Count);
        _commands.Keep(
            cancelled.Cancellation.Seller, cancelled.Cancellation.Id, cancelled.Cancellation,
            CancelStatus.Cancelled);
        Note(BidFactKind.Cancelled, _bids.BidOf(row), cancelled.Cancellation.Id, cancelled.At);
    }

    private void Apply(VolumeOffered offered)
    {
        var relinquishment = offered.Relinquishment;
        var place = _awards.Find(relinquishment.AwardId, relinquishment.Seller)
            ?? throw new InvalidOperationException("An offer names an award.");
        _awards.Offers.Add(place, relinquishment.Volume.Value);
        _commands.Keep(
            relinquishment.Seller, relinquishment.Id, relinquishment, RelinquishStatus.OnOffer);
    }

    private void Apply(CapacityChanged changed)
    {
        _pending += changed.Change.Delta.Value;
        _commands.Keep("", changed.Change.Id, changed.Change, CapacityStatus.Changed);
    }

    private void Apply(MarketSettled settled)
    {
        Stage = MarketStage.Settled;
        SettledAt = settled.At;
        _bids.ExpireAll(_awards.Rounds.Count);
        _calendar.Clear();
        _outbox.Add(DueAtSettlement());
    }

    private void ApplyRefused(MarketEvent happened)
    {
        switch (happened)
        {
            case AmendmentRefused { Amendment: var amendment } refused:
                _commands.Keep(amendment.Seller, amendment.Id, amendment, refused.Status);
                CountRefusal(amendment.Seller);
                break;
            case CancellationRefused { Cancellation: var cancellation } refused:
                _commands.Keep(cancellation.Seller, cancellation.Id, cancellation, refused.Status);
                CountRefusal(cancellation.Seller);
                break;
            case RelinquishmentRefused { Relinquishment: var relinquishment } refused:
                _commands.Keep(
                    relinquishment.Seller, relinquishment.Id, relinquishment, refused.Status);
                CountRefusal(relinquishment.Seller);
                break;
            case RestEndRefused { End: var end } refused:
                _commands.Keep(end.Seller, end.Id, end, refused.Status);
                CountRefusal(end.Seller);
                break;
            default:
                throw new InvalidOperationException($"No market has a {happened.GetType().Name}.");
        }
    }

    private static void Expect(bool holds, string rule)
    {
        if (!holds) { throw new InvalidOperationException(rule); }
    }
}
