using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A page of an audit trail.</summary>
internal sealed record AuditAnswer(
    [property: Description("Oldest first.")] ImmutableArray<AuditEntryAnswer> Acts,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor)
{
    /// <summary>A page and the cursor of the next one.</summary>
    public static AuditAnswer Of(ImmutableArray<AuditEntry> page, int limit) => new(
        [.. page.Select(AuditEntryAnswer.Of)],
        page.Length == limit ? $"{page[^1].Number}" : null);
}

/// <summary>Who did what, when and why.</summary>
internal sealed record AuditEntryAnswer(
    [property: Description("Runs from 1 without gaps.")] long Number,
    [property: Description("What was done.")] ActKind Act,
    [property: Description(
        "What it was done to: a round's number, the id of a capacity change, curtailment, "
        + "inspection, correction, report of sales, planned event, run, cut, projection or webhook, "
        + "region/storage_type of a base, or period/seller of an override; null for the market or "
        + "zone itself.")]
    string? Reference,
    [property: Description(
        "The subject of the caller's token; null if the calendar or a run did it, or if the "
        + "journal is older than the record.")]
    string? By,
    [property: Description("By the server's clock; null if it happened before acts were recorded.")]
    DateTime? At,
    [property: Description(
        "Why: the note or reason in the call's body, or else its Audit-Reason; null if there was "
        + "neither.")]
    string? Reason,
    [property: Description("The Request-Id of the call; null if there was none.")]
    string? RequestId,
    [property: Description(
        "The Audit-Reason of a call whose body has a note or reason; null if there was none.")]
    string? CallReason)
{
    public static AuditEntryAnswer Of(AuditEntry entry) => new(
        entry.Number, entry.Kind, entry.Reference, entry.By, entry.At?.UtcDateTime, entry.Reason,
        entry.RequestId, entry.CallReason);
}
