using System.Collections.Immutable;
using Clearing.Market.Erasing;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>
    /// Decides on a relinquishment. Repeating a relinquishment returns its first answer.
    /// </summary>
    /// <remarks>
    /// What is offered after a close counts from the clearing after the closed one.
    /// </remarks>
    /// <param name="relinquishment">The award and the volume offered back.</param>
    public Decision<RelinquishStatus, MarketEvent> Relinquish(Relinquishment relinquishment)
    {
        if (!IdRule.Allows(relinquishment.Id)) { return RelinquishStatus.IdMalformed; }
        var (id, seller) = (relinquishment.Id, relinquishment.Seller);
        if (!IdRule.Allows(seller)) { return RelinquishStatus.AwardUnknown; }
        if (_commands.Answer(seller, id, relinquishment, RelinquishStatus.IdReused) is { } first)
        {
            return first;
        }
        if (Stage == MarketStage.Unknown) { return RelinquishStatus.MarketUnknown; }
        var volume = relinquishment.Volume.Value;
        if (_awards.Find(relinquishment.AwardId, seller) is not { } award)
        {
            return Refused(relinquishment, RelinquishStatus.AwardUnknown);
        }
        if (volume <= 0) { return RelinquishStatus.VolumeNotPositive; }
        if (volume > _awards.HeldAndNotOnOffer(award))
        {
            return Refused(relinquishment, RelinquishStatus.VolumeAboveHeld);
        }
        if (Stage == MarketStage.Settled) { return RelinquishStatus.MarketSettled; }
        return new(RelinquishStatus.OnOffer, new VolumeOffered(relinquishment));
    }

    /// <summary>Puts a round in the calendar.</summary>
    /// <param name="round">The round; scheduling it twice changes nothing.</param>
    public Decision<ScheduleStatus, MarketEvent> Schedule(ScheduledRound round) =>
        ScheduleMany([round]);

    /// <summary>Closes a round's book: later bids wait for the next round.</summary>
    /// <param name="round">The round's number.</param>
    /// <param name="nonce">A fresh secret; a round that is closed already keeps its own.</param>
    public Decision<CloseStatus, MarketEvent> Close(int round, RoundNonce nonce)
    {
        if (Stage == MarketStage.Unknown) { return CloseStatus.MarketUnknown; }
        if (_closed?.Round == round || _awards.IndexOf(round) >= 0) { return CloseStatus.Closed; }
        if (round <= LastRound) { return CloseStatus.RoundPassed; }
        if (_closed is not null) { return CloseStatus.OtherRoundClosed; }
        if (Stage == MarketStage.Settled) { return CloseStatus.MarketSettled; }
        if (Stage == MarketStage.Paused) { return CloseStatus.MarketPaused; }
        return new(CloseStatus.Closed, ClosedNow(round, nonce));
    }

    /// <summary>
    /// Closes the book if it is open, and clears the round: one decision with all its facts.
    /// </summary>
    /// <param name="terms">
    /// The round's terms; clearing again on the same terms changes nothing.
    /// </param>
    /// <param name="nonce">A fresh secret; a round that is closed already keeps its own.</param>
    public Decision<ClearStatus, MarketEvent> Clear(RoundTerms terms, RoundNonce nonce)
    {
        if (Stage == MarketStage.Unknown) { return ClearStatus.MarketUnknown; }
        var index = _awards.IndexOf(terms.Round);
        if (index >= 0)
        {
            return _awards.Rounds[index].Facts.Terms == terms
                ? ClearStatus.Cleared
                : ClearStatus.TermsDiffer;
        }
        if (terms.Round <= LastRound) { return ClearStatus.RoundPassed; }
        if (_provisional is { } contest && contest.Round.Number == terms.Round)
        {
            return contest.Round.Facts.Terms == terms ? ClearStatus.Cleared : ClearStatus.TermsDiffer;
        }
        if (_closed is { } other && other.Round != terms.Round)
        {
            return ClearStatus.OtherRoundClosed;
        }
        if (Stage == MarketStage.Settled) { return ClearStatus.MarketSettled; }
        if (Stage == MarketStage.Paused) { return ClearStatus.MarketPaused; }
        if (terms.Reserve.Micros < 0) { return ClearStatus.ReserveNegative; }
        if (!PoolTakes(terms)) { return ClearStatus.PoolOverflow; }
        if (CutsTooMuch(terms)) { return ClearStatus.ApprovalNeeded; }
        return new(ClearStatus.Cleared, Clearing(terms, nonce));
    }

    /// <summary>
    /// Clears the closed round again by the rules of a recorded outcome. A market in the state just
    /// before it comes to the same outcome; one that is provisional binds as it is.
    /// </summary>
    /// <param name="recorded">The recorded outcome.</param>
    /// <returns>What the round comes to; null if no round or another round is closed.</returns>
    public RoundCleared? ClearAgain(RoundCleared recorded)
    {
        if (_closed is not { } closed || closed.Round != recorded.Terms.Round) { return null; }
        var again = _provisional?.Round.Facts
            ?? Outcome(recorded.Terms, closed, isClosed: true, recorded.Edition);
        return again with
        {
            At = recorded.At,
            Act = recorded.Act,
            ResultHash = recorded.HashCoversErased ? recorded.ResultHash : again.ResultHash,
            HashCoversErased = recorded.HashCoversErased,
        };
    }

    /// <summary>
    /// Closes the book again, as it was recorded. A market in the state just before the close comes
    /// to the same facts.
    /// </summary>
    /// <param name="recorded">The recorded close.</param>
    /// <returns>What the close comes to; null if a round is closed already.</returns>
    public RoundClosed? CloseAgain(RoundClosed recorded) =>
        _closed is not null ? null
        : recorded.Nonce is { } nonce ? ClosedNow(recorded.Round, nonce, recorded.ErasedLeaves) with
        {
            At = recorded.At,
            Act = recorded.Act,
        }
        // The single hash of version 1 covers the erased names, so that it is believed.
        : !recorded.ErasedLeaves.IsDefaultOrEmpty
            ? recorded with { ThroughSequence = _bids.Count }
        : new(
            recorded.Round, _bids.Count, ResultHashes.OfOldBook(new OpenRows(_bids, _bids.Count)));

    // Changes made before the close; those made after it wait for the next clearing.
    private long JoiningCapacity => _closed is null ? _pending : _pendingAtClose;

    private ImmutableArray<MarketEvent> Clearing(RoundTerms terms, RoundNonce nonce)
    {
        if (_closed is { } closed)
        {
            return Result(Outcome(terms, closed, isClosed: true, RulesEdition.Second));
        }
        closed = ClosedNow(terms.Round, nonce);
        return
        [
            closed, .. Result(Outcome(terms, closed, isClosed: false, RulesEdition.Second)),
        ];
    }

    // A round that ends provisional raises its alarm then: in time to void it.
    private ImmutableArray<MarketEvent> Result(RoundCleared outcome)
    {
        MarketEvent result =
            Rules.ContestWindowSeconds > 0 ? new RoundProvisional(outcome) : outcome;
        return FeeAlarm.IsRaised(outcome, _bids.Fees, _awards.Rounds)
            ? [result, new MarketAlarmed(outcome.Terms.Round)]
            : [result];
    }

    private RoundCleared Outcome(
        RoundTerms terms, RoundClosed closed, bool isClosed, RulesEdition edition) =>
        new RoundClearing(_bids, _awards, _limits, Rules)
        {
            Market = Key,
            Terms = terms,
            Closed = closed,
            CapacityDelta = terms.CapacityDelta.Value + JoiningCapacity,
            Pool = _pool,
            Offered = isClosed ? _offeredAtClose : _awards.Offers.Volume,
            Edition = edition,
        }.Outcome();

    private RoundClosed ClosedNow(
        int round, RoundNonce nonce, ImmutableArray<ErasedLeaf> erased = default)
    {
        var keys = new RoundKeys(nonce, Key, round);
        var tree = new BookTree(new OpenRows(_bids, _bids.Count), keys.Salts, erased);
        return new RoundClosed(
            round, _bids.Count, BookHash.Of(keys.Blind, Key, round, tree.Count, tree.Root),
            BookHash.Version, nonce, Convert.ToHexStringLower(tree.Root))
        {
            ErasedLeaves = erased,
        };
    }

    private Decision<RelinquishStatus, MarketEvent> Refused(
        Relinquishment relinquishment, RelinquishStatus status)
    {
        var terminal = Stage is MarketStage.Settled or MarketStage.Unknown;
        if (terminal || !MayNameAward(relinquishment.AwardId)) { return status; }
        if (MemoryIsFull(relinquishment.Seller)) { return RelinquishStatus.RefusalsFull; }
        return new(status, new RelinquishmentRefused(relinquishment, status));
    }

    private static bool MayNameAward(string awardId) =>
        awardId is { Length: > 0 and <= IdRule.MaxLength + 12 };
}
