using System.Globalization;

namespace Clearing.Instruments.Health;

/// <summary>How often a measure raises an alarm in honest markets of one model.</summary>
/// <param name="Model">The model: tight, balanced or slack.</param>
/// <param name="RatePpm">The share of these markets, per million.</param>
/// <param name="HalfPpm">Half the width of its 95 % interval, per million.</param>
public sealed record HonestRate(string Model, long RatePpm, long HalfPpm);

/// <summary>How often each measure raises an alarm in honest markets.</summary>
/// <remarks>
/// The lab simulated these numbers, and one of its tests simulates them again and compares, so that
/// a server can show them without a simulation of its own.
/// </remarks>
public static class HonestMarkets
{
    /// <summary>How many markets of each model were simulated.</summary>
    public const int Count = 500;

    /// <summary>
    /// By measure: the rate and the half width in tight, balanced and slack markets, per million.
    /// </summary>
    public const string Table =
        """
        setter_share 0 0 0 0 0 0
        setter_cost 200000 35181 666000 41482 954000 18425
        suspicious_late_low_bid 0 0 0 0 0 0
        self_repricing 40000 17235 104000 26849 18000 11693
        repricing_by_regrants 0 0 0 0 0 0
        cover 0 0 46000 18425 942000 20559
        pivotal_sellers 0 0 68000 22142 954000 18425
        three_pivotal 0 0 352000 42006 998000 3929
        hhi 0 0 0 0 0 0
        top_share 0 0 0 0 0 0
        last_round_sets_lowest 0 0 0 0 0 0
        over_claim 0 0 0 0 0 0
        at_fee_bound 0 0 0 0 0 0
        fee_cv 0 0 0 0 0 0
        repricing_discount 0 0 0 0 0 0
        sales_outliers 0 0 0 0 0 0
        """;

    private static readonly string[] Models = ["tight", "balanced", "slack"];

    private static readonly Dictionary<string, HonestRate[]> Rates = Table.Split('\n')
        .Select(line => line.Split(' '))
        .ToDictionary(
            cells => cells[0],
            cells => Models.Select((model, i) => new HonestRate(
                model, Number(cells[(2 * i) + 1]), Number(cells[(2 * i) + 2]))).ToArray(),
            StringComparer.Ordinal);

    /// <summary>The rates of a measure, by model.</summary>
    public static IReadOnlyList<HonestRate> Of(string measure) => Rates[measure];

    private static long Number(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
