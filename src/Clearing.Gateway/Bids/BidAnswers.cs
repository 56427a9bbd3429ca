using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The outcome of a bid.</summary>
internal sealed record ReceiptAnswer(
    [property: Description("The bid.")] string BidId,
    [property: Description("ACCEPTED, or the code of the refusal.")] BidStatus Status,
    [property: Description("Your own running number in the market, from 1; 0 if refused.")]
    long Number,
    [property: Description("True if this is the first answer, given before to this id.")]
    bool Repeated,
    [property: Description("The limit that a refusal is about, as it is now; null if none is.")]
    long? Limit)
{
    public static ReceiptAnswer Of(BidReceipt receipt) => new(
        receipt.BidId, receipt.Status, receipt.Number, receipt.Repeated,
        Refusal.LimitOf(receipt));
}

/// <summary>The outcome of many bids.</summary>
internal sealed record ReceiptsAnswer(
    [property: Description("A receipt per bid, in the order they were sent in.")]
    ImmutableArray<ReceiptAnswer> Receipts,
    [property: Description("How many stand.")] int Accepted,
    [property: Description("How many were refused.")] int Refused);

/// <summary>The outcome of a command.</summary>
internal sealed record DoneAnswer(
    [property: Description("The command's id.")] string Id,
    [property: Description("What it did, such as AMENDED.")] string Status,
    [property: Description("True if nothing changed: this answer was given before.")]
    bool Repeated = false);

/// <summary>A seller's own bid in its current state.</summary>
internal sealed record BidAnswer(
    string BidId,
    [property: Description("Micros of the major unit per cubic foot.")] long MaxFeeMicros,
    [property: Description("Cubic feet.")] long MaxVolume,
    [property: Description("Cubic feet.")] long MinVolume,
    TimeInForce TimeInForce,
    [property: Description("Your own running number in the market, from 1.")] long Number,
    [property: Description(
        "Its sequence number in the market; null before the clearing in which it takes part.")]
    long? Sequence,
    BidStage Stage,
    [property: Description("Cubic feet that it got so far.")] long GrantedVolume,
    [property: Description("The last round it took part in; 0 before the first.")] int LastRound,
    [property: Description("Why it got nothing there; NONE if it got volume.")] Reason LastReason,
    [property: Description("When it was placed, UTC; null in older journals.")]
    DateTime? PlacedAt)
{
    public static BidAnswer Of(BidView view) => new(
        view.Bid.Id, view.Bid.MaxFee.Micros, view.Bid.MaxVolume.Value, view.Bid.MinVolume.Value,
        view.Bid.TimeInForce, view.Number, view.Sequence, view.Stage, view.Granted.Value,
        view.LastRound, view.LastReason, view.PlacedAt?.UtcDateTime);
}

/// <summary>A page of a seller's bids in a market.</summary>
internal sealed record BidsAnswer(
    string Market,
    [property: Description("By your own running number.")] ImmutableArray<BidAnswer> Bids,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);
