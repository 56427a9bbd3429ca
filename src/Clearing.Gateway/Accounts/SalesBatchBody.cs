namespace Clearing.Gateway;

/// <summary>Many reports of sales of one seller.</summary>
internal sealed record SalesBatchBody : IBody<SalesBatchBody>
{
    public static string Example =>
        """
        {"reports":[{"market":"us-east/standard/2026-Q4","report_id":"s-1",
          "incremental_minor":125000}]}
        """;

    private const int Most = 1_000;

    public static bool IsBatch => true;

    [Description("1 to 1,000 reports, each decided by itself.")]
    public required ImmutableArray<SalesBody> Reports { get; init; }

    public static SalesBatchBody Read(Members members)
    {
        var body = new SalesBatchBody { Reports = members.List("reports", Most, ReadOne) };
        members.RefuseOthers();
        return body;
    }

    private static SalesBody ReadOne(Members members)
    {
        var report = SalesBody.ReadOne(members, members.Text("report_id"));
        members.RefuseOthers();
        return report;
    }
}
