using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    // With those that only ended the rest of an award, which no operator asked for.
    private readonly List<(VolumeCurtailed Curtailed, bool IsRest)> _curtailments = [];
    private readonly List<ILookup<string, AwardCut>> _cutsOfSellers = [];

    // The subject of each announcement: a curtailment if its index is not null, otherwise a cleared
    // round.
    private readonly List<(int Round, int? Curtailment)> _announced = [];

    /// <summary>What curtailments took, oldest first.</summary>
    public IEnumerable<SpaceTaken> Curtailments =>
        _curtailments.Where(of => !of.IsRest).Select(of => of.Curtailed.Taken);

    /// <summary>Decides on a curtailment. Repeating it gives its first outcome.</summary>
    /// <remarks>See <see cref="CurtailmentRule"/> for what it takes, and from whom.</remarks>
    /// <param name="cut">What the operator takes back.</param>
    /// <param name="place">
    /// The zone's rules and the day; null if the zone is not configured or the market's period is
    /// not of the zone's kind.
    /// </param>
    /// <param name="approved">Whether a second operator approves it, or nothing is done.</param>
    public Decision<CurtailReceipt, MarketEvent> Curtail(
        SpaceCut cut, CurtailPlace? place, bool approved = false)
    {
        // Earlier versions took other ids, and what they took still has its first answer.
        if (_commands.Answer("", cut.Id, cut, CurtailStatus.IdReused) is { } first)
        {
            var known = Curtailments.FirstOrDefault(of => of.Cut == cut);
            return new CurtailReceipt(known is null ? CurtailStatus.IdReused : first, known);
        }
        return ClientId.Allows(cut.Id)
            ? New(cut, place, approved)
            : new CurtailReceipt(CurtailStatus.IdMalformed, null, ClientId.MaxLength);
    }

    /// <summary>
    /// Decides a recorded curtailment once more, on the market as it was before it.
    /// </summary>
    /// <param name="recorded">A curtailment, not yet applied.</param>
    /// <returns>
    /// The same event if it follows from the market and the place; null if it would be refused. One
    /// of an older journal, which names no place, is returned as it is.
    /// </returns>
    public VolumeCurtailed? CurtailAgain(VolumeCurtailed recorded)
    {
        var cut = recorded.Taken.Cut;
        if (recorded.Place is null) { return recorded; }
        return !_commands.Knows("", cut.Id)
            && New(cut, recorded.Place, approved: true).Answer.Taken is { } taken
                ? recorded with { Taken = taken }
                : null;
    }

    private Decision<CurtailReceipt, MarketEvent> New(
        SpaceCut cut, CurtailPlace? place, bool approved)
    {
        if (Stage == MarketStage.Unknown) { return Refused(CurtailStatus.MarketUnknown); }
        if (Stage == MarketStage.Settled) { return Refused(CurtailStatus.MarketSettled); }
        if (_closed is not null) { return Refused(CurtailStatus.BookClosed); }
        AwardPlace[] places = [.. _awards.Places];
        var awards = places.Select(Curtailable).ToImmutableArray();
        var terms = TermsOf(cut, place);
        var refusal = CurtailmentRule.Check(terms, new(_pool), awards);
        if (refusal is not (CurtailStatus.Curtailed or CurtailStatus.DayOutOfRange))
        {
            return new CurtailReceipt(refusal, null, LimitOf(refusal, terms, awards));
        }
        if (place is null) { return Refused(CurtailStatus.ZoneUnknown); }
        if (refusal == CurtailStatus.DayOutOfRange || cut.Day < place.Today)
        {
            return new CurtailReceipt(CurtailStatus.DayOutOfRange, null)
            {
                EarliestDay = place.Today,
                LastDay = place.LastDay,
            };
        }
        if (!approved && IsAbove(Rules.FourEyesCut, cut.Volume.Value))
        {
            return new CurtailReceipt(CurtailStatus.ApprovalNeeded, null, Rules.FourEyesCut?.Value);
        }
        if (Take(cut, terms, places, awards) is not { } taken)
        {
            return Refused(CurtailStatus.CompensationTooLarge);
        }
        return new(
            new CurtailReceipt(CurtailStatus.Curtailed, taken),
            new VolumeCurtailed(taken) { Place = place });
    }

    private long? LimitOf(
        CurtailStatus refusal, CurtailmentTerms terms, ImmutableArray<CurtailableAward> awards) =>
        refusal switch
        {
            CurtailStatus.VolumeOffLot => terms.Lot.Value,
            CurtailStatus.VolumeAboveCapacity =>
                (long)CurtailmentRule.MaxVolume(terms, new(_pool), awards),
            _ => null,
        };

    private static CurtailReceipt Refused(CurtailStatus refusal) => new(refusal, null);

    private CurtailmentTerms TermsOf(SpaceCut cut, CurtailPlace? place) => new(
        cut.Volume, cut.Day, place?.FirstDay ?? cut.Day, place?.LastDay ?? cut.Day, Rules.Lot,
        place?.Rule ?? default, place?.CompensationPpm ?? 0, Rules.MinorExponent);

    private SpaceTaken? Take(
        SpaceCut cut, CurtailmentTerms terms, AwardPlace[] places,
        ImmutableArray<CurtailableAward> awards)
    {
        var offers = _awards.Offers.At(_awards.Offers.Mark)
            .Select(offer => new CurtailableOffer(KeyOf(offer.Place), new(offer.Volume)));
        if (CurtailmentRule.Take(terms, new(_pool), [.. offers], awards) is not { } outcome)
        {
            return null;
        }
        var byKey = places.ToDictionary(KeyOf, StringComparer.Ordinal);
        return new(
            cut, outcome.FromPool, outcome.DeficitCovered,
            [
                .. outcome.Awards.Select(of => new AwardCut(
                    _awards.IdOf(byKey[of.Award]), SellerOf(byKey[of.Award]), of.FromOffer, of.Cut,
                    of.ChargeWaived, of.Compensation, of.BelowMin)),
            ]);
    }

    private CurtailableAward Curtailable(AwardPlace place)
    {
        var (round, bid) = (_awards.Rounds[place.Round], _bids.BidOf(_awards.RowOf(place)));
        return new(
            KeyOf(place), round.Number, _awards.RowOf(place) + 1L, bid.MaxFee,
            new(round.CurrentFee), new(_awards.HeldOf(place)), bid.MinVolume);
    }

    // Ids of awards are unique only within their seller.
    private static string KeyOf(AwardPlace place) => $"{place.Round}:{place.Position}";

    private string SellerOf(AwardPlace place) =>
        _bids.Sellers.IdOf(_bids.SellerNumbers[_awards.RowOf(place)]);

    private void Apply(VolumeCurtailed curtailed)
    {
        var taken = curtailed.Taken;
        Take(taken);
        _commands.Keep("", taken.Cut.Id, taken.Cut, CurtailStatus.Curtailed);
        Announce(curtailed, isRest: false);
    }

    private void Take(SpaceTaken taken)
    {
        _awards.TakeOffers(taken.FromOffers);
        foreach (var cut in taken.Awards)
        {
            var place = PlaceOf(cut);
            _awards.Curtail(place, cut.Volume);
            _limits.Add(_bids.SellerNumbers[_awards.RowOf(place)], -cut.Volume);
        }
        _held -= taken.FromSellers;
        _pool += taken.DeficitCovered.Value - taken.FromPool.Value;
    }

    private void Announce(VolumeCurtailed curtailed, bool isRest)
    {
        var due = new NumberSet(_bids.Sellers.Count);
        foreach (var cut in curtailed.Taken.Awards)
        {
            due.Add(_bids.SellerNumbers[_awards.RowOf(PlaceOf(cut))]);
        }
        _announced.Add((_awards.Rounds.Count - 1, _curtailments.Count));
        _curtailments.Add((curtailed, isRest));
        _cutsOfSellers.Add(
            curtailed.Taken.Awards.ToLookup(cut => cut.Seller, StringComparer.Ordinal));
        _outbox.Add(due.ToArray());
    }

    private AwardPlace PlaceOf(AwardCut cut) => _awards.Find(cut.AwardId, cut.Seller)
        ?? throw new InvalidOperationException("A curtailment names awards.");

    // The round is the last one before it, whenever the notice is made.
    private Notice NoticeOf(int curtailment, int round, string seller, int announcement) => new(
        Key, seller, announcement, round, _moneyTerms!, [], [], null, Settled: false,
        Dated(_curtailments[curtailment].Curtailed.At),
        _curtailments[curtailment].Curtailed.Taken with { Awards = [.. _cutsOfSellers[curtailment][seller]] });
}
