namespace Clearing.Gateway.Tests;

/// <summary>What a path or query names and is not there is said, not answered with nothing.</summary>
public sealed class PathTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Zone = "zones/paths/standard";
    private const string Own = "sellers/acme/zones/paths/standard";
    private const string Nowhere = "zones/nowhere/standard";

    [Theory]
    [InlineData(Own + "/bases/2026-13", "PERIOD_MALFORMED", "period", "2026-13")]
    [InlineData(Own + "/bases/nonsense", "PERIOD_MALFORMED", "period", "nonsense")]
    [InlineData(Own + "/bases/2026-Q4", "PERIOD_MALFORMED", "period", "2026-Q4")]
    [InlineData(Own + "/bases/2026-11", "BASE_UNKNOWN", "period", "2026-11")]
    [InlineData(Own + "/advice/2026-Q4?volume=1&fees_micros=1", "PERIOD_MALFORMED", "period", "2026-Q4")]
    [InlineData(Own + "/overage/2026-Q4", "FIELD_INVALID", "month", "2026-Q4")]
    [InlineData(Own + "/days?from=2026-10-02&to=2026-10-01", "FIELD_INVALID", "to", "2026-10-01")]
    [InlineData(Zone + "/overrides/2026-13", "PERIOD_MALFORMED", "period", "2026-13")]
    [InlineData(Zone + "/overrides/2026-11?cursor=%00", "FIELD_INVALID", "cursor", "\\u0000")]
    [InlineData(Zone + "/calendar/2026-Q4", "PERIOD_MALFORMED", "period", "2026-Q4")]
    [InlineData(Zone + "/runs/none/sellers", "RUN_UNKNOWN", "run", "none")]
    [InlineData(Nowhere + "/runs", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData(Nowhere + "/runs/r", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData(Nowhere + "/runs/r/sellers", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData(Nowhere + "/overrides/2026-11", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData(Nowhere + "/schedule", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData("sellers/acme/" + Nowhere + "/days", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData("sellers/acme/" + Nowhere + "/bases/2026-11", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData("sellers/acme/" + Nowhere + "/webhooks", "ZONE_UNKNOWN", "zone", "nowhere/standard")]
    [InlineData("markets/nowhere/a/b/webhooks", "MARKET_UNKNOWN", "market", "nowhere/a/b")]
    [InlineData("zones/us east/standard", "FIELD_INVALID", "zone", "us east/standard")]
    [InlineData("markets/us east/standard/2026-Q4", "KEY_MALFORMED", "market", "us east/standard/2026-Q4")]
    [InlineData("sellers/acme/zones/paths/standard/webhooks/a%20b", "WEBHOOK_ID_MALFORMED", "webhook", "a b")]
    [InlineData("sellers/acme/zones/us east/standard/webhooks/a%20b", "FIELD_INVALID", "zone", "us east/standard")]
    [InlineData("sellers/acme/ledger?market=no&cause=none", "FIELD_INVALID", "market", "no")]
    [InlineData("sellers/acme/ledger?cause=none&until=soon", "FIELD_INVALID", "cause", "none")]
    [InlineData("sellers/acme/ledger?from=2026-10-02&until=2026-10-01", "FIELD_INVALID", "until", "2026-10-01")]
    [InlineData("zones/us-east", "NOT_FOUND", "path", "/v1/zones/us-east")]
    [InlineData("regions/us east/health", "FIELD_INVALID", "region", "us east")]
    [InlineData("regions/%20/health.html", "FIELD_INVALID", "region", " ")]
    public async Task A_path_or_query_that_names_nothing_says_what_and_why(
        string path, string code, string field, string value)
    {
        await server.Send(
            "PUT", "/v1/" + Zone, """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");

        var refused = await server.Send("GET", "/v1/" + path);

        Assert.Equal((code, field, value), (refused.Code, refused["field"], refused["value"]));
    }

    [Theory]
    [InlineData("zones/us east/standard")]
    [InlineData("markets/us-east/a b/2026-Q4/terms")]
    public async Task A_malformed_key_is_told_how_long_its_parts_may_be(string path)
    {
        var refused = await server.Send("GET", "/v1/" + path);

        Assert.Equal((400, "64"), (refused.Status, refused["limit"]));
        Assert.Contains("letters, digits and . _ -", refused["detail"]);
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told_which_ones_it_takes()
    {
        var refused = await server.Send("DELETE", "/v1/markets/us-east/standard/2026-Q4");

        Assert.Equal((405, "path"), (refused.Status, refused["field"]));
        Assert.Contains("HEAD", refused.Message.Content.Headers.Allow);
        Assert.Contains("PUT", refused["detail"]);
    }
}
