using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Facts;
using Clearing.Market.Curtailments;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Curtailments of a market.</summary>
internal sealed record CurtailmentCase(
    CurtailmentTerms Terms,
    long PoolVolume,
    ImmutableArray<CurtailableOffer> Offers,
    ImmutableArray<CurtailableAward> Awards) : ICaseKind
{
    private const long MaxFee = 1_000_000_000_000;

    internal static CurtailmentCase Read(JsonMembers input, CaseConfig config)
    {
        var market = input.Object("market");
        var terms = new CurtailmentTerms(
            new(market.Number("volume")),
            market.Day("day"),
            market.Day("first_day"),
            market.Day("last_day"),
            new(config.Lot),
            config.Rules.CurtailOrder,
            (int)config.Rules.CompensationPpm,
            config.Money.MinorExponent);
        var pool = market.Number("pool_volume", -DayFigures.MaxVolume, DayFigures.MaxVolume);
        ImmutableArray<CurtailableAward> awards =
            [.. market.List("awards").Select(place => Award(market.At(place)))];
        ImmutableArray<CurtailableOffer> offers =
            [.. market.List("offers").Select(place => Offer(market.At(place), awards))];
        if (awards.DistinctBy(award => award.Id).Count() != awards.Length)
        {
            market.Refuse("awards", "must name each award once");
        }
        if (terms.LastDay < terms.FirstDay) { market.Refuse("must end after it begins"); }
        market.RefuseOthers();
        return new(terms, pool, offers, awards);
    }

    public void Write(Utf8JsonWriter json)
    {
        var answer = CurtailmentRule.Check(Terms, new(PoolVolume), Awards);
        json.WriteWord("answer", answer);
        if (answer != CurtailStatus.Curtailed) { return; }
        var taken = CurtailmentRule.Take(Terms, new(PoolVolume), Offers, Awards)!;
        json.WriteNumber("from_pool_volume", taken.FromPool.Value);
        json.WriteList("awards", taken.Awards, award => Write(json, award));
        json.WriteNumber("deficit_covered_volume", taken.DeficitCovered.Value);
        json.WriteNumber("capacity_delta", taken.CapacityDelta.Value);
        json.WriteNumber("pool_volume", taken.Pool.Value);
        json.WriteInt128("charge_waived_minor", taken.ChargeWaived.Minor);
        json.WriteInt128("compensation_minor", taken.Compensation.Minor);
    }

    private static void Write(Utf8JsonWriter json, CurtailedAward award)
    {
        json.WriteString("award", award.Award);
        json.WriteNumber("from_offer_volume", award.FromOffer.Value);
        json.WriteNumber("cut_volume", award.Cut.Value);
        json.WriteNumber("held_volume", award.Held.Value);
        json.WriteInt128("charge_waived_minor", award.ChargeWaived.Minor);
        json.WriteInt128("compensation_minor", award.Compensation.Minor);
        json.WriteBoolean("below_min", award.BelowMin);
    }

    private static CurtailableAward Award(JsonMembers members)
    {
        var award = new CurtailableAward(
            members.Text("award"),
            (int)members.Number("round", 0, int.MaxValue),
            members.Number("sequence", 0),
            new(members.Number("max_fee_micros", 0, MaxFee)),
            new(members.Number("final_fee_micros", 0, MaxFee)),
            new(members.Number("held_volume", 0, DayFigures.MaxVolume)),
            new(members.NumberOrNull("min_volume", 0, DayFigures.MaxVolume) ?? 0));
        members.RefuseOthers();
        return award;
    }

    private static CurtailableOffer Offer(
        JsonMembers members, ImmutableArray<CurtailableAward> awards)
    {
        var offer = new CurtailableOffer(
            members.Text("award"), new(members.Number("volume", 0, DayFigures.MaxVolume)));
        members.RefuseOthers();
        if (awards.All(award => award.Id != offer.Award))
        {
            members.Refuse("must be of an award of the market");
        }
        return offer;
    }
}
