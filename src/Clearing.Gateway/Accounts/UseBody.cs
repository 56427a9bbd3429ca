namespace Clearing.Gateway;

/// <summary>How much of its allocation a seller used.</summary>
internal sealed record UseBody : IBody<UseBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","report_id":"u-1","average_used":550}
        """;

    [Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Description("Chosen by you, unique for the seller: the idempotency key.")]
    public string? ReportId { get; init; }

    [Description("The average cubic feet stored over the period; 0 or more.")]
    public required long AverageUsed { get; init; }

    public static UseBody Read(Members members)
    {
        var body = new UseBody
        {
            Market = members.Market(),
            ReportId = members.Id("report_id"),
            AverageUsed = members.Number("average_used"),
        };
        members.RefuseOthers();
        return body;
    }
}
