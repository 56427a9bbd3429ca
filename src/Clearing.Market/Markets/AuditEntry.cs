namespace Clearing.Market.Markets;

/// <summary>An entry of an audit trail.</summary>
/// <param name="Number">Its number in the trail, from 1 without gaps.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Reference">To what: see <see cref="ActKind"/>; null for the market itself.</param>
/// <param name="By">
/// Who; null if the calendar or a silo did it, or in a journal that did not record it.
/// </param>
/// <param name="At">When, by the clock of the process; null in older journals.</param>
/// <param name="Reason">
/// Why, as the command itself says, or else as the caller said beside it; null if neither gives a
/// reason.
/// </param>
/// <param name="RequestId">The server's id of the call; null if there was none.</param>
/// <param name="CallReason">
/// What the caller said beside a command that has a reason of its own; null if nothing.
/// </param>
[GenerateSerializer, Alias("Clearing.AuditEntry"), Immutable]
public sealed record AuditEntry(
    long Number, ActKind Kind, string? Reference, string? By, DateTimeOffset? At,
    string? Reason = null, string? RequestId = null, string? CallReason = null);
