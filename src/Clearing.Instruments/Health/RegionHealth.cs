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
