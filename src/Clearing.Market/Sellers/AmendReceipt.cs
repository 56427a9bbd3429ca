namespace Clearing.Market.Sellers;

// One receipt per command: its status, and the limit that a refusal is about.

/// <summary>What became of an amendment.</summary>
/// <param name="Status">Amended, or why not.</param>
/// <param name="Repeated">True if this is the first answer to the same amendment.</param>
/// <param name="Limit">
/// The limit that a refusal is about, as it is now: micros for a fee, cubic feet for a volume, a
/// number of refusals for <see cref="AmendStatus.RefusalsFull"/> and of commands for
/// <see cref="AmendStatus.CommandsFull"/>; null if none is.
/// </param>
[GenerateSerializer, Alias("Clearing.AmendReceipt"), Immutable]
public sealed record AmendReceipt(AmendStatus Status, bool Repeated = false, long? Limit = null);

/// <summary>What became of a cancellation.</summary>
/// <param name="Status">Cancelled, or why not.</param>
/// <param name="Repeated">True if this is the first answer to the same cancellation.</param>
/// <param name="Limit">The most refusals that are remembered, if it is about them.</param>
[GenerateSerializer, Alias("Clearing.CancelReceipt"), Immutable]
public sealed record CancelReceipt(CancelStatus Status, bool Repeated = false, long? Limit = null);

/// <summary>What became of a relinquishment.</summary>
/// <param name="Status">On offer, or why not.</param>
/// <param name="Repeated">True if this is the first answer to the same relinquishment.</param>
/// <param name="Limit">
/// The limit that a refusal is about, as it is now: cubic feet for a volume, a number of refusals for
/// <see cref="RelinquishStatus.RefusalsFull"/>; null if none is.
/// </param>
[GenerateSerializer, Alias("Clearing.RelinquishReceipt"), Immutable]
public sealed record RelinquishReceipt(
    RelinquishStatus Status, bool Repeated = false, long? Limit = null);

/// <summary>What became of a report of sales or use, or of a correction.</summary>
/// <param name="Status">Recorded, or why not.</param>
/// <param name="Repeated">True if this is the first answer to the same report.</param>
/// <param name="Limit">The most refusals or reports that are remembered, if it is about them.</param>
[GenerateSerializer, Alias("Clearing.ReportReceipt"), Immutable]
public sealed record ReportReceipt(ReportStatus Status, bool Repeated = false, long? Limit = null);
