namespace Clearing.Instruments.Health;

/// <summary>A measure of a market's health.</summary>
/// <param name="Id">Its name in JSON.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Definition">How it is computed.</param>
/// <param name="Threshold">When it raises an alarm, in words; empty if it never does.</param>
public sealed record HealthMeasure(string Id, string Name, string Definition, string Threshold)
{
    /// <summary>True if it can raise an alarm at all.</summary>
    public bool CanAlarm => Threshold.Length > 0;

    /// <summary>All measures, in the order of reports.</summary>
    public static IReadOnlyList<HealthMeasure> All { get; } =
    [
        new("setter_share", "Share of the setter",
            "the least part of a round's granted volume that stands at its lowest granted fee",
            "below 1 % and the fee at most half the next one"),
        new("setter_cost", "Cost of the setter",
            "sum over rounds of granted volume × (fee at which 5 % of it is counted from below −"
            + " round fee), by all charges", "above 5 %"),
        new("suspicious_late_low_bid", "Suspicious late low bid",
            "bids that entered in the last third of the rounds, got at most 1 % of a round, set its"
            + " fee at most at half the next one, and below what earlier awards paid", "any"),
        new("self_repricing", "Self-repricing",
            "awards that were lowered by a round whose setter is the same seller",
            "any whose setter got at most 1 % of the round"),
        new("repricing_by_regrants", "Repricing by regrants",
            "in rounds without fresh volume that lowered fees: what their relinquishers saved, by"
            + " the charge they were released from", "above 1"),
        new("cover", "Cover",
            "volume that sellers asked for in closed books over all rounds, by capacity",
            "below 1.05"),
        new("pivotal_sellers", "Pivotal sellers",
            "sellers without whom the others ask for less than the capacity", "any"),
        new("three_pivotal", "Three pivotal sellers",
            "whether the three largest sellers are pivotal together: residual supply of the others"
            + " by capacity", "below 1"),
        new("hhi", "Concentration (HHI)",
            "sum over sellers of the squared percentages of granted volume",
            "above 1,800; above 1,000 it is said to be moderate"),
        new("top_share", "Largest share", "the largest seller's part of granted volume",
            "above 35 %"),
        new("last_round_sets_lowest", "Fee set by the last round",
            "whether the market's lowest fee came in its last round; for a region, the share of"
            + " markets", "for a region of 5 markets or more, above 60 %"),
        new("over_claim", "Over-claim",
            "median over awards of max fee by (credit rate × the seller's sales per cubic foot)",
            "above 1.5"),
        new("at_fee_bound", "Volume at the highest allowed fee",
            "the part of granted volume whose max fee is the highest that is allowed",
            "above 10 %"),
        new("fee_cv", "Variation of round fees",
            "standard deviation of the round fees by their mean", ""),
        new("repricing_discount", "Repricing discount",
            "what repricing took off, by gross charges", ""),
        new("sales_outliers", "Sales with many returns",
            "sellers whose sales per cubic foot are the highest of a hundred or above the 99th"
            + " percentile, and whose returns are more than twice the market's", "any"),
    ];

    /// <summary>A measure by its id.</summary>
    public static HealthMeasure Of(string id) => All.Single(measure => measure.Id == id);
}
