namespace Clearing.Gateway;

/// <summary>Closes the rest of a bid.</summary>
internal sealed record CancellationBody : IBody<CancellationBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","cancellation_id":"x-1","bid_id":"b-1042"}
        """;

    [Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? CancellationId { get; init; }

    [Description("The bid whose ungranted rest is closed.")]
    public required string BidId { get; init; }

    public static CancellationBody Read(Members members)
    {
        var body = new CancellationBody
        {
            Market = members.Market(),
            CancellationId = members.Id("cancellation_id"),
            BidId = members.Text("bid_id"),
        };
        members.RefuseOthers();
        return body;
    }
}
