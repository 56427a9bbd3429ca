using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>Decides on ending the rest of an award. Repeating it gives its first answer.</summary>
    /// <remarks>
    /// The rest goes to the pool, without compensation, and the seller's liability for it ends. What
    /// of it is on offer stays on offer, and the seller stays liable for that.
    /// </remarks>
    /// <param name="end">The award.</param>
    /// <param name="today">
    /// Today in the region's time zone; null if the market has no zone, and so no curtailment.
    /// </param>
    public Decision<RestEndStatus, MarketEvent> EndRest(RestEnd end, DateOnly? today)
    {
        if (!IdRule.Allows(end.Id)) { return RestEndStatus.IdMalformed; }
        if (!IdRule.Allows(end.Seller)) { return RestEndStatus.AwardUnknown; }
        if (_commands.Answer(end.Seller, end.Id, end, RestEndStatus.IdReused) is { } first)
        {
            return first;
        }
        if (Stage == MarketStage.Unknown) { return RestEndStatus.MarketUnknown; }
        if (_awards.Find(end.AwardId, end.Seller) is not { } place)
        {
            return Refused(end, RestEndStatus.AwardUnknown);
        }
        if (Stage == MarketStage.Settled) { return RestEndStatus.MarketSettled; }
        if (_closed is not null) { return Refused(end, RestEndStatus.BookClosed); }
        var rest = _awards.HeldAndNotOnOffer(place);
        if (rest == 0 || CutBelowMin(end) is not { } cut || today is not { } day)
        {
            return Refused(end, RestEndStatus.NotBelowMin);
        }
        if (day.DayNumber > cut.DayNumber + RestEnd.Days)
        {
            return Refused(end, RestEndStatus.EndedTooLate);
        }
        return new(RestEndStatus.Ended, new RestEnded(end, Rest(end, place, rest, day)));
    }

    /// <summary>
    /// Decides a recorded end once more, on the market as it was before it; null if it is refused.
    /// </summary>
    /// <param name="recorded">The end of a rest, not yet applied.</param>
    public RestEnded? EndAgain(RestEnded recorded) =>
        EndRest(recorded.End, recorded.Taken.Cut.Day).Events is [RestEnded again]
            ? again with { At = recorded.At }
            : null;

    // The round is cleared later, and another curtailment may come: a delayed duplicate would succeed.
    private Decision<RestEndStatus, MarketEvent> Refused(RestEnd end, RestEndStatus status)
    {
        if (Stage == MarketStage.Settled || !MayNameAward(end.AwardId)) { return status; }
        if (MemoryIsFull(end.Seller)) { return RestEndStatus.RefusalsFull; }
        return new(status, new RestEndRefused(end, status));
    }

    // The day of the last curtailment that left the award below its min volume.
    private DateOnly? CutBelowMin(RestEnd end) => Curtailments.LastOrDefault(
        taken => taken.Awards.Any(cut =>
            cut.BelowMin && cut.AwardId == end.AwardId && cut.Seller == end.Seller))?.Cut.Day;

    // What a curtailment would take, all of which covers a deficit: it stays in the market.
    private SpaceTaken Rest(RestEnd end, AwardPlace place, long volume, DateOnly today)
    {
        var fee = new Fee(_awards.Rounds[place.Round].CurrentFee);
        var held = _awards.HeldOf(place);
        var waived = ChargeRule.Of(fee, held, Rules.MinorExponent)
            - ChargeRule.Of(fee, held - volume, Rules.MinorExponent);
        return new(
            new SpaceCut(end.Id, new(volume), today), new(0), new(volume),
            [
                new AwardCut(
                    end.AwardId, end.Seller, new(0), new(volume), waived, Money.Zero,
                    BelowMin: false),
            ]);
    }

    private void Apply(RestEnded ended)
    {
        Take(ended.Taken);
        _commands.Keep(ended.End.Seller, ended.End.Id, ended.End, RestEndStatus.Ended);
        Announce(new VolumeCurtailed(ended.Taken) { At = ended.At }, isRest: true);
    }
}
