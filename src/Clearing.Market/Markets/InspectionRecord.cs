namespace Clearing.Market.Markets;

/// <summary>An inspection as it is on record.</summary>
/// <param name="Inspection">Who, why, and whose bids.</param>
/// <param name="At">When, by the clock of the process that served it.</param>
/// <param name="ThroughSequence">It may see the bids up to this sequence number.</param>
[GenerateSerializer, Alias("Clearing.InspectionRecord"), Immutable]
public sealed record InspectionRecord(
    Inspection Inspection, DateTimeOffset At, long ThroughSequence)
{
    /// <summary>
    /// The record as the inspected seller sees it: not who inspected, why, and how many bids there were.
    /// </summary>
    public InspectionRecord ForSellers() => this with
    {
        Inspection = Inspection with { By = "", Reason = "" },
        ThroughSequence = 0,
    };

    /// <summary>
    /// The record as operators see it: an inspection of one seller does not tell how many bids of others
    /// there were.
    /// </summary>
    public InspectionRecord ForOperators() =>
        Inspection.Seller is null ? this : this with { ThroughSequence = 0 };
}
