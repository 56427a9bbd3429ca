namespace Clearing.Instruments.Health;

/// <summary>A region's markets that have a cleared round, together.</summary>
/// <param name="Region">Its name.</param>
/// <param name="Markets">How many they are.</param>
/// <param name="Alarms">How many of them raise an alarm.</param>
/// <param name="LastRoundShare">
/// The share of markets whose lowest fee came last; null if no market has two rounds.
/// </param>
public sealed record RegionHealth(string Region, int Markets, int Alarms, double? LastRoundShare)
{
    /// <summary>The measure of a market on which the region's rests.</summary>
    public const string LastRound = "last_round_sets_lowest";

    private const int FewMarkets = 5;

    /// <summary>True if the last round sets the fee too often.</summary>
    public bool LastRoundAlarm => Markets >= FewMarkets && LastRoundShare > 0.6;

    /// <summary>
    /// The share of its markets with two rounds or more whose lowest fee came in each round, by the
    /// round's number; the earlier one counts if two are equal. Empty where it was not computed.
    /// </summary>
    public IReadOnlyDictionary<int, double> LowestByRound { get; init; } =
        new SortedDictionary<int, double>();

    /// <summary>The same in words: <c>round 1 of 50 %, round 3 of 50 % of markets</c>.</summary>
    public string LowestText => string.Join(", ", LowestByRound.Select(of =>
        FormattableString.Invariant($"round {of.Key} of {100 * of.Value:0.#} %"))) + " of markets";

    /// <summary>In which round the lowest fee came, over markets.</summary>
    /// <param name="markets">The rounds of each market that have a fee, by number.</param>
    public static IReadOnlyDictionary<int, double> SharesOf(
        IEnumerable<IEnumerable<(int Round, long Fee)>> markets)
    {
        var lowest = markets.Select(rounds => rounds.ToArray())
            .Where(rounds => rounds.Length > 1)
            .Select(rounds => rounds.MinBy(round => round.Fee).Round).ToArray();
        return new SortedDictionary<int, double>(lowest.CountBy(round => round).ToDictionary(
            of => of.Key, of => (double)of.Value / lowest.Length));
    }

    /// <summary>Takes the markets of a region together.</summary>
    /// <param name="region">The region's name.</param>
    /// <param name="markets">
    /// Of each market, whether it raises an alarm, and the value of <see cref="LastRound"/>.
    /// </param>
    public static RegionHealth Of(
        string region, IReadOnlyList<(bool Alarm, double? Last)> markets)
    {
        var last = markets.Select(market => market.Last).OfType<double>().ToArray();
        return new(
            region, markets.Count, markets.Count(market => market.Alarm),
            last.Length == 0 ? null : last.Average());
    }
}
