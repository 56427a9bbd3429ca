using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Sealed bids, shown on the record.</summary>
internal sealed record InspectionAnswer(
    string Market, string InspectionId,
    [property: Description("By sequence number; those of one seller by its own number.")]
    ImmutableArray<InspectedBidAnswer> Bids,
    [property: Description(
        "Send the same call again with it as cursor for the next page; null at the end.")]
    string? NextCursor,
    [property: Description("True if this inspection was on record before.")] bool Repeated);

/// <summary>A bid in its current state, and its seller.</summary>
internal sealed record InspectedBidAnswer(string Seller, BidAnswer Bid)
{
    public static InspectedBidAnswer Of(BidView view) => new(view.Bid.Seller, BidAnswer.Of(view));
}

/// <summary>A page of inspections.</summary>
internal sealed record InspectionsAnswer(
    string Market,
    [property: Description("Oldest first.")] ImmutableArray<InspectionRecordAnswer> Inspections,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>The record of who saw which sealed bids, when and why.</summary>
internal sealed record InspectionRecordAnswer(
    string InspectionId, DateTime InspectedAt,
    [property: Description("The operator; null for sellers.")] string? InspectedBy,
    [property: Description("Why; null for sellers.")] string? Reason,
    [property: Description("Whose bids; null for those of all sellers.")] string? Seller,
    [property: Description(
        "The last sequence number that it may see; null for sellers, and of an inspection of one seller for "
        + "operators.")]
    long? ThroughSequence)
{
    public static InspectionRecordAnswer Of(InspectionRecord record, bool whole, bool audits) => new(
        record.Inspection.Id, record.At.UtcDateTime, whole ? record.Inspection.By : null,
        whole ? record.Inspection.Reason : null, record.Inspection.Seller,
        audits || (whole && record.Inspection.Seller is null) ? record.ThroughSequence : null);
}
