namespace Clearing.Gateway;

/// <summary>Many reports of days of one seller in a zone.</summary>
internal sealed record DayReportsBody : IBody<DayReportsBody>
{
    public static string Example =>
        """{"reports":[{"report_id":"d-2026-10-01","day":"2026-10-01","used_volume":15000}]}""";

    private const int Most = 1_000;

    public static bool IsBatch => true;

    [Description("1 to 1,000 reports, each decided by itself.")]
    public required ImmutableArray<DayReportBody> Reports { get; init; }

    public static DayReportsBody Read(Members members)
    {
        var body = new DayReportsBody { Reports = members.List("reports", Most, ReadOne) };
        members.RefuseOthers();
        return body;
    }

    private static DayReportBody ReadOne(Members members)
    {
        var report = DayReportBody.ReadOne(members, members.Text("report_id"));
        members.RefuseOthers();
        return report;
    }
}
