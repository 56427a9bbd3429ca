using System.Collections.Immutable;
using System.Numerics;

namespace Clearing.Market.Curtailments;

/// <summary>
/// Takes space back: from the pool, then from offers first-in-first-out, then from awards.
/// </summary>
/// <remarks>
/// Fees, credits earned and other awards do not change; liability for what is taken ends as if it
/// had never been granted. Firm space that is cut is compensated (Reg. (EU) 2016/1719 art. 53);
/// offers are not.
/// </remarks>
public static class CurtailmentRule
{
    private const int Million = 1_000_000;

    /// <summary>Refuses a curtailment that asks for nothing, or for more than there is.</summary>
    /// <param name="terms">What is to be curtailed.</param>
    /// <param name="pool">The market's pool; may be in deficit.</param>
    /// <param name="awards">The market's awards.</param>
    /// <returns><see cref="CurtailStatus.Curtailed"/> if it can be done.</returns>
    public static CurtailStatus Check(
        CurtailmentTerms terms, CubicFeet pool, ImmutableArray<CurtailableAward> awards)
    {
        var volume = terms.Volume.Value;
        if (volume <= 0) { return CurtailStatus.VolumeNotPositive; }
        if (volume % terms.Lot.Value != 0) { return CurtailStatus.VolumeOffLot; }
        if (volume > MaxVolume(terms, pool, awards)) { return CurtailStatus.VolumeAboveCapacity; }
        return terms.Day > terms.LastDay ? CurtailStatus.DayOutOfRange : CurtailStatus.Curtailed;
    }

    /// <summary>The most that can be taken: the pool's whole lots and all held volume.</summary>
    /// <param name="terms">What is to be curtailed.</param>
    /// <param name="pool">The market's pool; may be in deficit.</param>
    /// <param name="awards">The market's awards.</param>
    public static Int128 MaxVolume(
        CurtailmentTerms terms, CubicFeet pool, ImmutableArray<CurtailableAward> awards) =>
        awards.Aggregate((Int128)WholeLots(terms, pool), (sum, award) => sum + award.Held.Value);

    /// <summary>Takes the volume.</summary>
    /// <param name="terms">What is to be curtailed; <see cref="Check"/> refuses nothing.</param>
    /// <param name="pool">The market's pool; may be in deficit.</param>
    /// <param name="offers">The offers of awards, first offered first.</param>
    /// <param name="awards">The market's awards; offers are of these.</param>
    /// <returns>Null if a compensation is too large to be posted.</returns>
    public static Curtailment? Take(
        CurtailmentTerms terms,
        CubicFeet pool,
        ImmutableArray<CurtailableOffer> offers,
        ImmutableArray<CurtailableAward> awards)
    {
        var volume = terms.Volume.Value;
        var fromPool = Math.Min(volume, WholeLots(terms, pool));
        var fromOffers = FromOffers(offers, volume - fromPool);
        var rest = volume - fromPool - fromOffers.Values.Sum();
        var left = awards.ToDictionary(
            award => award.Id,
            award => award.Held.Value - fromOffers.GetValueOrDefault(award.Id),
            StringComparer.Ordinal);
        var cuts = terms.Rule == CurtailRule.ProRata
            ? ProRata(awards, left, rest, terms.Lot.Value)
            : InTurn(terms.Rule, awards, left, rest);
        var covered = Math.Min(volume - fromPool, Math.Max(0, -pool.Value));
        var curtailed = ImmutableArray.CreateBuilder<CurtailedAward>();
        foreach (var award in awards)
        {
            var fromOffer = fromOffers.GetValueOrDefault(award.Id);
            var cut = cuts.GetValueOrDefault(award.Id);
            if (fromOffer + cut == 0) { continue; }
            if (Compensation(award.CurrentFee, cut, terms) is not { } compensation) { return null; }
            curtailed.Add(Curtail(award, fromOffer, cut, compensation, terms));
        }
        return new(
            new(fromPool),
            curtailed.DrainToImmutable(),
            new(covered),
            new(covered - volume),
            new(pool.Value - fromPool + covered));
    }

    private static long WholeLots(CurtailmentTerms terms, CubicFeet pool) =>
        Math.Max(0, pool.Value - (pool.Value % terms.Lot.Value));

    private static Dictionary<string, long> FromOffers(
        ImmutableArray<CurtailableOffer> offers, long wanted)
    {
        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var offer in offers)
        {
            var take = Math.Min(wanted, offer.Volume.Value);
            taken[offer.Award] = taken.GetValueOrDefault(offer.Award) + take;
            wanted -= take;
        }
        return taken;
    }

    private static Dictionary<string, long> InTurn(
        CurtailRule rule,
        ImmutableArray<CurtailableAward> awards,
        Dictionary<string, long> left,
        long wanted)
    {
        var turns = rule == CurtailRule.LatestFirst
            ? awards.OrderByDescending(award => award.Round).ThenBy(award => award.MaxFee)
            : awards.OrderBy(award => award.MaxFee).ThenByDescending(award => award.Round);
        var cuts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var award in turns.ThenByDescending(award => award.Sequence))
        {
            var cut = Math.Min(wanted, left[award.Id]);
            cuts[award.Id] = cut;
            wanted -= cut;
        }
        return cuts;
    }

    private static Dictionary<string, long> ProRata(
        ImmutableArray<CurtailableAward> awards,
        Dictionary<string, long> left,
        long wanted,
        long lot)
    {
        var held = left.Values.Total(volume => volume);
        var lots = (Int128)(wanted / lot);
        var cuts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (held == 0) { return cuts; }
        foreach (var award in awards)
        {
            cuts[award.Id] = (long)(lots * left[award.Id] / held) * lot;
        }
        CurtailableAward[] next =
        [
            .. awards
                .OrderByDescending(award => lots * left[award.Id] % held)
                .ThenByDescending(award => award.Round)
                .ThenByDescending(award => award.Sequence),
        ];
        // One more lot for each in turn. Offers and the awards that took them need no whole lots, so that
        // an award may have less than a lot left, and then the turns go on.
        var rest = wanted - cuts.Values.Sum();
        for (var turn = 0; rest > 0; turn++)
        {
            var award = next[turn % next.Length].Id;
            var more = Math.Min(rest, Math.Min(lot, left[award] - cuts[award]));
            cuts[award] += more;
            rest -= more;
        }
        return cuts;
    }

    private static CurtailedAward Curtail(
        CurtailableAward award, long fromOffer, long cut, Money compensation,
        CurtailmentTerms terms)
    {
        var held = award.Held.Value - fromOffer - cut;
        var before = ChargeRule.Of(award.CurrentFee, award.Held.Value, terms.MinorExponent);
        var after = ChargeRule.Of(award.CurrentFee, held, terms.MinorExponent);
        return new(
            award.Id, new(fromOffer), new(cut), new(held), before - after, compensation,
            held > 0 && held < award.MinVolume.Value);
    }

    // A fee and a volume of 63 bits each leave no room in 128 bits for the other factors.
    private static Money? Compensation(Fee fee, long cut, CurtailmentTerms terms)
    {
        var days = terms.LastDay.DayNumber - terms.FirstDay.DayNumber + 1;
        var first = Math.Max(terms.Day.DayNumber, terms.FirstDay.DayNumber);
        var lost = terms.LastDay.DayNumber - first + 1;
        var micros = (BigInteger)fee.Micros * cut * terms.CompensationPpm * lost;
        var minor =
            micros / (Million * days * (BigInteger)ChargeRule.MicrosPerMinor(terms.MinorExponent));
        return minor <= (BigInteger)Int128.MaxValue ? new((Int128)minor) : null;
    }
}
