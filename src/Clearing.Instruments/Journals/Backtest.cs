using Clearing.Instruments.Randomness;

namespace Clearing.Instruments.Journals;

/// <summary>A round under the recorded rules and under others.</summary>
/// <param name="Round">Its number.</param>
/// <param name="OldFee">The recorded round fee, micros; null without an award.</param>
/// <param name="NewFee">The other one.</param>
/// <param name="OldFinalFee">What its awards paid after all rounds.</param>
/// <param name="NewFinalFee">What they would have paid.</param>
/// <param name="OldGranted">Cubic feet that were granted.</param>
/// <param name="NewGranted">Cubic feet that would have been.</param>
public sealed record RoundDifference(
    int Round, long? OldFee, long? NewFee, long? OldFinalFee, long? NewFinalFee, long OldGranted,
    long NewGranted);

/// <summary>A seller under the recorded rules and under others; minor units.</summary>
/// <param name="Seller">The seller.</param>
/// <param name="OldVolume">Cubic feet it was liable for.</param>
/// <param name="NewVolume">Cubic feet it would have been liable for.</param>
/// <param name="OldCharge">What it was charged.</param>
/// <param name="NewCharge">What it would have been charged.</param>
/// <param name="OldCredit">The credit that was applied.</param>
/// <param name="NewCredit">The credit that would have been.</param>
/// <param name="OldCompensation">What it got for space that curtailments took.</param>
/// <param name="NewCompensation">What it would have got.</param>
public sealed record SellerDifference(
    string Seller, long OldVolume, long NewVolume, Int128 OldCharge, Int128 NewCharge,
    Int128 OldCredit, Int128 NewCredit, Int128 OldCompensation, Int128 NewCompensation)
{
    /// <summary>What it owed net of credits and compensation.</summary>
    public Int128 OldNet => OldCharge - OldCredit - OldCompensation;

    /// <summary>What it would have owed.</summary>
    public Int128 NewNet => NewCharge - NewCredit - NewCompensation;

    /// <summary>How much more it would owe in all; negative if it would owe less.</summary>
    public Int128 NetDifference => NewNet - OldNet;
}

/// <summary>One market under the recorded rules and under others; bids held fixed.</summary>
/// <param name="Market">The market.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="MinorExponent">Decimal digits of money.</param>
/// <param name="Rounds">Its rounds.</param>
/// <param name="Sellers">Its sellers that hold an award under either.</param>
/// <param name="NotApplicable">Commands that could not be repeated under the other rules.</param>
/// <param name="Bracket">
/// What the new fees would be multiplied with if sellers answered the other rules as they do in
/// equilibrium in the lab.
/// </param>
public sealed record MarketDifference(
    string Market, string Currency, int MinorExponent, IReadOnlyList<RoundDifference> Rounds,
    IReadOnlyList<SellerDifference> Sellers, int NotApplicable, double Bracket)
{
    /// <summary>What sellers were charged, minor units.</summary>
    public Int128 OldCharge => Sum(seller => seller.OldCharge);

    /// <summary>What they would have been charged.</summary>
    public Int128 NewCharge => Sum(seller => seller.NewCharge);

    /// <summary>What they owed net of credits and compensation.</summary>
    public Int128 OldNet => Sum(seller => seller.OldNet);

    /// <summary>What they would have owed.</summary>
    public Int128 NewNet => Sum(seller => seller.NewNet);

    private Int128 Sum(Func<SellerDifference, Int128> amount) =>
        Sellers.Total(amount);
}

/// <summary>Closed books replayed under other rules, with the bids held fixed.</summary>
public static class Backtest
{
    /// <summary>The caveat that goes with every result.</summary>
    public const string Caution =
        "Bids held fixed: sellers would bid otherwise under other rules. The bracket multiplies the"
        + " new fees by what sellers bid of their worth under the new rules and under the old ones,"
        + " in the lab's equilibria.";

    /// <summary>Compares one market.</summary>
    /// <param name="history">What happened in it.</param>
    /// <param name="changes">The other rules.</param>
    /// <exception cref="HistoryException">The rules contradict each other.</exception>
    public static MarketDifference Compare(MarketHistory history, RuleChanges changes)
    {
        if (changes.Refusal(history) is { } refusal)
        {
            throw new HistoryException($"{history.Market} {refusal}");
        }
        var old = PlayedMarket.Recorded(history);
        var other = PlayedMarket.Replayed(history, changes);
        var config = history.Config;
        return new(
            history.Market, config.Currency, config.MinorExponent, Rounds(old, other),
            Sellers(old, other), other.NotApplicable,
            Equilibria.Shade(changes.Of(history), other) / Equilibria.Shade(config, old));
    }

    /// <summary>
    /// The 95 % interval of the sum of differences over markets: percentiles of a seeded bootstrap.
    /// </summary>
    /// <param name="differences">One number for each market, all in one currency.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The ends of the interval; null for fewer than two markets, which tell of no spread.</returns>
    public static (double Low, double High)? Interval(IReadOnlyList<double> differences, ulong seed)
    {
        const int Draws = 1000;
        if (differences.Count < 2) { return null; }
        var random = new RandomStream(seed, 0, Purpose.Bootstrap);
        var sums = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < differences.Count; i++)
            {
                sums[draw] += differences[random.NextBelow(differences.Count)];
            }
        }
        Array.Sort(sums);
        return (sums[(int)(0.025 * Draws)], sums[(int)(0.975 * Draws)]);
    }

    private static List<RoundDifference> Rounds(PlayedMarket old, PlayedMarket other)
    {
        var rounds = new List<RoundDifference>();
        foreach (var round in old.Market.Rounds())
        {
            var again = other.Market.Round(round.Terms.Round);
            rounds.Add(new(
                round.Terms.Round, round.RoundFee?.Micros, again?.RoundFee?.Micros,
                Final(old, round), Final(other, again), round.Granted.Value,
                again?.Granted.Value ?? 0));
        }
        return rounds;
    }

    private static long? Final(PlayedMarket played, RoundReport? round) => round?.RoundFee is null
        ? null
        : played.Market.CurrentFee(round.Terms.Round).Micros;

    private static List<SellerDifference> Sellers(PlayedMarket old, PlayedMarket other)
    {
        var (before, after) = (old.Statements, other.Statements);
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).Select(seller =>
            {
                var one = before.GetValueOrDefault(seller);
                var two = after.GetValueOrDefault(seller);
                return new SellerDifference(
                    seller, Volume(one), Volume(two), one?.Charge.Minor ?? 0,
                    two?.Charge.Minor ?? 0, one?.CreditApplied.Minor ?? 0,
                    two?.CreditApplied.Minor ?? 0, one?.Compensation.Minor ?? 0,
                    two?.Compensation.Minor ?? 0);
            }),
        ];
    }

    private static long Volume(Statement? statement) =>
        statement?.Awards.Sum(award => award.Held.Value) ?? 0;
}
