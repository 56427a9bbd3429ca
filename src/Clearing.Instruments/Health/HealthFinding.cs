namespace Clearing.Instruments.Health;

/// <summary>A measure of one market.</summary>
/// <param name="Id">The measure.</param>
/// <param name="Value">Its value; null if the market has nothing to measure.</param>
/// <param name="Flagged">True if it raises an alarm.</param>
/// <param name="Detail">
/// What raised it: rounds, bids or sellers, or what comes near to it; empty if nothing does.
/// </param>
public sealed record HealthFinding(string Id, double? Value, bool Flagged, string Detail = "")
{
    /// <summary>
    /// Its value in millionths; null where it has none, or one too large for 63 bits.
    /// </summary>
    public long? ValuePpm => Ppm(Value);

    /// <summary>A number in millionths; null for null, and for one too large for 63 bits.</summary>
    /// <param name="value">The number.</param>
    public static long? Ppm(double? value) =>
        value is { } number && Math.Abs(number) < long.MaxValue / 1e7
            ? (long)Math.Round(1e6 * number)
            : null;
}

/// <summary>What a monitor finds in one market.</summary>
/// <param name="Market">The market as it was observed.</param>
/// <param name="Findings">One for each measure, in their order.</param>
public sealed record MarketHealth(ObservedMarket Market, IReadOnlyList<HealthFinding> Findings)
{
    /// <summary>How many measures raise an alarm.</summary>
    public int Alarms => Findings.Count(finding => finding.Flagged);

    /// <summary>One of the findings.</summary>
    public HealthFinding this[string id] => Findings.Single(finding => finding.Id == id);
}
