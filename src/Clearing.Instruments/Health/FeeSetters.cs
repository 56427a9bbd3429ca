namespace Clearing.Instruments.Health;

/// <summary>Who sets the fees, and what it costs.</summary>
internal static class FeeSetters
{
    private const double Tiny = 0.01;

    public static HealthFinding Share(ObservedMarket market)
    {
        var shares = market.Rounds.Where(round => round.Awards.Count > 0)
            .Select(round => (Round: round, Share: ShareOf(round))).ToArray();
        var flagged = shares
            .Where(found => found.Share < Tiny && IsFarBelow(found.Round)).ToArray();
        return HealthCheck.Found(
            "setter_share", shares.Length > 0 ? shares.Min(found => found.Share) : null,
            flagged.Length > 0,
            flagged.Select(found => FormattableString.Invariant(
                $"round {found.Round.Number}: {100 * found.Share:F2} % at")
                + FormattableString.Invariant(
                    $" {found.Round.Lowest / 1e6:F2}, next {found.Round.Next / 1e6:F2}")));
    }

    public static HealthFinding Cost(ObservedMarket market)
    {
        var cost = 0.0;
        var details = new List<string>();
        foreach (var round in market.Rounds.Where(round => round.Fee is not null))
        {
            var each = Math.Max(0, (round.Depth!.Value - round.Fee!.Value) / 1e6 * round.Granted);
            cost += each;
            if (each > 0)
            {
                details.Add(FormattableString.Invariant($"round {round.Number}: {each:F2}"));
            }
        }
        var charges = market.Charges;
        var share = charges > 0 ? cost / charges : cost > 0 ? double.PositiveInfinity : 0;
        return new(
            "setter_cost", double.IsFinite(share) ? share : null, share > 0.05,
            share > 0.05 ? string.Join("; ", details) : "");
    }

    public static HealthFinding LateLowBids(ObservedMarket market)
    {
        var found = new List<string>();
        var rounds = market.Rounds;
        for (var at = 1; at < rounds.Count; at++)
        {
            var round = rounds[at];
            if (!IsFarBelow(round) || round.Lowest != round.Fee) { continue; }
            var lowers = rounds.Take(at).Any(
                earlier => earlier.Awards.Count > 0 && FeeBefore(market, earlier, at) > round.Fee);
            if (!lowers) { continue; }
            found.AddRange(round.Awards
                .Where(award => award.MaxFee == round.Lowest
                    && award.Volume <= Tiny * round.Granted && IsLate(market, award))
                .Select(award => $"round {round.Number}: bid {award.Bid} of {award.Seller},"
                    + FormattableString.Invariant(
                        $" {award.Volume} of {round.Granted} ft³ at {award.MaxFee / 1e6:F2}; ")
                    + (round.RepricedTo == round.Fee ? "it lowered earlier awards"
                        : "support kept it from lowering earlier awards")));
        }
        return HealthCheck.Found(
            "suspicious_late_low_bid", found.Count, found.Count > 0, found);
    }

    public static HealthFinding SelfRepricing(ObservedMarket market)
    {
        var (count, tiny) = (0, new List<string>());
        for (var at = 1; at < market.Rounds.Count; at++)
        {
            var round = market.Rounds[at];
            if (round.RepricedTo is not { } to) { continue; }
            var set = to == round.Fee ? round.Lowest : to;
            var setters = round.Awards.Where(award => award.MaxFee == set).ToArray();
            var names = setters.Select(setter => setter.Seller).ToHashSet(StringComparer.Ordinal);
            var lowered = market.Rounds.Take(at)
                .Where(earlier => earlier.Awards.Count > 0 && FeeBefore(market, earlier, at) > to)
                .SelectMany(earlier => earlier.Awards)
                .Count(award => names.Contains(award.Seller));
            count += lowered;
            if (lowered > 0 && setters.Sum(setter => setter.Volume) <= Tiny * round.Granted)
            {
                tiny.Add($"round {round.Number}: set by {string.Join(", ", names)}");
            }
        }
        return HealthCheck.Found("self_repricing", count, tiny.Count > 0, tiny);
    }

    public static HealthFinding Regrants(ObservedMarket market)
    {
        var (worst, details) = (0.0, new List<string>());
        for (var at = 1; at < market.Rounds.Count; at++)
        {
            var round = market.Rounds[at];
            if (round.Fresh > 0 || round.RepricedTo is not { } to) { continue; }
            var (saved, released) = (0.0, 0.0);
            foreach (var earlier in market.Rounds.Take(at))
            {
                if (earlier.Awards.Count == 0) { continue; }
                var before = FeeBefore(market, earlier, at);
                foreach (var award in earlier.Awards.Where(award => award.Released > 0))
                {
                    saved += Math.Max(0, before - to) / 1e6 * (award.Volume - award.Released);
                    released += before / 1e6 * award.Released;
                }
            }
            var share = released > 0 ? saved / released : 0;
            worst = Math.Max(worst, share);
            if (share <= 1) { continue; }
            details.Add(FormattableString.Invariant($"round {round.Number}: {share:F2}"));
        }
        return HealthCheck.Found("repricing_by_regrants", worst, worst > 1, details);
    }

    /// <summary>What the awards of a round paid before a later round.</summary>
    private static long FeeBefore(ObservedMarket market, ObservedRound round, int later)
    {
        var fee = round.Fee!.Value;
        foreach (var between in market.Rounds.Take(later))
        {
            if (between.Number > round.Number && between.RepricedTo is { } to)
            {
                fee = Math.Min(fee, to);
            }
        }
        return fee;
    }

    private static bool IsLate(ObservedMarket market, ObservedAward award)
    {
        var rounds = market.Rounds;
        var entered = rounds.TakeWhile(round => round.Number < award.Entered).Count() + 1;
        return 3 * entered > 2 * rounds.Count;
    }

    private static bool IsFarBelow(ObservedRound round) =>
        round.Next is { } next && round.Lowest!.Value <= next / 2;

    private static double ShareOf(ObservedRound round) =>
        (double)round.Awards.Where(award => award.MaxFee == round.Lowest).Sum(award => award.Volume)
        / round.Granted;
}
