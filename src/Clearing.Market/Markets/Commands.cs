namespace Clearing.Market.Markets;

/// <summary>A change of a standing bid. What is null stays as it is.</summary>
/// <param name="Id">
/// Chosen by the client, unique for the seller in the market: the idempotency key.
/// </param>
/// <param name="BidId">The bid to change.</param>
/// <param name="Seller">The seller whose bid it is.</param>
/// <param name="MaxFee">The new max fee; any change loses time priority.</param>
/// <param name="MaxVolume">The new max volume; more loses time priority, less keeps it.</param>
/// <param name="MinVolume">The new min volume; more loses time priority, less keeps it.</param>
/// <param name="TimeInForce">The new time in force; keeps time priority.</param>
[GenerateSerializer, Alias("Clearing.Amendment"), Immutable]
public sealed record Amendment(
    string Id,
    string BidId,
    string Seller,
    Fee? MaxFee = null,
    CubicFeet? MaxVolume = null,
    CubicFeet? MinVolume = null,
    TimeInForce? TimeInForce = null);

/// <summary>Closes the ungranted rest of a bid; its awards stand.</summary>
/// <param name="Id">
/// Chosen by the client, unique for the seller in the market: the idempotency key.
/// </param>
/// <param name="BidId">The bid to close.</param>
/// <param name="Seller">The seller whose bid it is.</param>
[GenerateSerializer, Alias("Clearing.Cancellation"), Immutable]
public sealed record Cancellation(string Id, string BidId, string Seller);

/// <summary>
/// Offers volume of an award back; the seller stays liable until someone is granted it.
/// </summary>
/// <param name="Id">
/// Chosen by the client, unique for the seller in the market: the idempotency key.
/// </param>
/// <param name="AwardId">The award, <c>bid@round</c>.</param>
/// <param name="Seller">The seller whose award it is.</param>
/// <param name="Volume">More than 0, and at most what is held and not yet on offer.</param>
[GenerateSerializer, Alias("Clearing.Relinquishment"), Immutable]
public sealed record Relinquishment(string Id, string AwardId, string Seller, CubicFeet Volume);

/// <summary>Capacity that joins or leaves the market's pool at its next clearing.</summary>
/// <param name="Id">
/// Chosen by the operator, unique in the market: the idempotency key. <c>allocation/…</c> is kept for
/// the zone's runs; two operators use it to approve that a run takes capacity away.
/// </param>
/// <param name="Delta">Cubic feet; negative takes capacity away.</param>
[GenerateSerializer, Alias("Clearing.CapacityChange"), Immutable]
public sealed record CapacityChange(string Id, CubicFeet Delta)
{
    private const string Runs = "allocation/";

    /// <summary>
    /// The run of the zone for whose capacity the id is kept; null if it is an operator's own id.
    /// </summary>
    public string? Run => Id is not null && Id.StartsWith(Runs, StringComparison.Ordinal)
        ? Id[Runs.Length..]
        : null;

    /// <summary>What a run of the zone leaves for the market.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="delta">Cubic feet; negative if the bases exceed the zone's capacity.</param>
    public static CapacityChange OfRun(string run, CubicFeet delta) => new(Runs + run, delta);
}

/// <summary>The terms on which one round is cleared.</summary>
/// <param name="Round">Its number: more than that of every round before it, from 1.</param>
/// <param name="CapacityDelta">Capacity that joins (or leaves) the pool with this round.</param>
/// <param name="Reserve">Bids below this fee get nothing; 0 or more.</param>
[GenerateSerializer, Alias("Clearing.RoundTerms"), Immutable]
public sealed record RoundTerms(
    int Round, CubicFeet CapacityDelta = default, Fee Reserve = default);

/// <summary>A round that closes and clears automatically.</summary>
/// <param name="Terms">Its terms.</param>
/// <param name="ClosesAt">The earliest instant at which it closes; the durable close
/// decides.</param>
[GenerateSerializer, Alias("Clearing.ScheduledRound"), Immutable]
public sealed record ScheduledRound(RoundTerms Terms, DateTimeOffset ClosesAt);

/// <summary>Who changed the calendar, when and why; kept in the journal.</summary>
/// <param name="By">The operator.</param>
/// <param name="Reason">Why: 1 to 200 characters.</param>
/// <param name="At">When, by the clock of the process that served it.</param>
[GenerateSerializer, Alias("Clearing.CalendarChange"), Immutable]
public sealed record CalendarChange(string By, string Reason, DateTimeOffset At);

/// <summary>Incremental sales made with the extra space of one market.</summary>
/// <param name="Id">Chosen by the client, unique for the seller in the region.</param>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Incremental">In minor units of the market's currency; negative for returns.</param>
[GenerateSerializer, Alias("Clearing.SalesReport"), Immutable]
public sealed record SalesReport(string Id, string Market, Money Incremental);

/// <summary>How much of its allocation a seller used over a market's period.</summary>
/// <param name="Id">Chosen by the client, unique for the seller in the region.</param>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="AverageUsed">The average cubic feet stored over the period; 0 or more.</param>
[GenerateSerializer, Alias("Clearing.UseReport"), Immutable]
public sealed record UseReport(string Id, string Market, CubicFeet AverageUsed);

/// <summary>A correction of a settled market: a new entry, never a change of an old one.</summary>
/// <param name="Id">Chosen by the operator, unique for the seller in the region.</param>
/// <param name="Market">The settled market.</param>
/// <param name="Amount">Minor units added to what the seller owes; negative in its favour.</param>
/// <param name="Note">Why; 1 to 200 characters.</param>
[GenerateSerializer, Alias("Clearing.Correction"), Immutable]
public sealed record Correction(string Id, string Market, Money Amount, string Note);

/// <summary>Lets an operator see sealed bids, on the record.</summary>
/// <param name="Id">Chosen by the operator, unique among the market's inspections; that of a dry run
/// of a clearing is made by the market and begins with <c>preview/</c>.</param>
/// <param name="By">Who looks.</param>
/// <param name="Reason">Why; 1 to 200 characters.</param>
/// <param name="Seller">Whose bids; null for all.</param>
[GenerateSerializer, Alias("Clearing.Inspection"), Immutable]
public sealed record Inspection(string Id, string By, string Reason, string? Seller = null);
