namespace Clearing.Gateway.Tests;

/// <summary>A refusal about a zone names the member that it is about, and what would do.</summary>
public class ZoneRefusalTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Terms = """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";
    private static int Zones;

    [Theory]
    [InlineData("UTC", "Asia/Tokyo", "time_zone", "The zone has UTC.")]
    [InlineData("MONTH", "QUARTER", "periods", "The zone has MONTH.")]
    [InlineData("USD", "EUR", "currency", "The zone has USD.")]
    public async Task What_differs_from_a_zone_is_named_with_what_the_zone_has(
        string had, string sent, string field, string detail)
    {
        var zone = await Zone();

        var other = await server.Send("PUT", zone, Terms.Replace(had, sent, StringComparison.Ordinal));

        Assert.Equal(
            ("ZONE_DIFFERS", field, sent, detail),
            (other.Code, other["field"], other["value"], other["detail"]));
    }

    [Fact]
    public async Task A_time_zone_that_is_unknown_is_named()
    {
        var refused = await server.Send(
            "PUT", "/v1/zones/test/mars", Terms.Replace("UTC", "Mars/Base", StringComparison.Ordinal));

        Assert.Equal(
            ("TIME_ZONE_UNKNOWN", "time_zone", "Mars/Base"),
            (refused.Code, refused["field"], refused["value"]));
    }

    [Theory]
    [InlineData("second_capacity_volume", "-1", "CAPACITY_NEGATIVE", "0")]
    [InlineData("third_capacity_volume", "10000000000001", "CAPACITY_OUT_OF_RANGE", "10000000000000")]
    public async Task A_capacity_that_is_refused_is_named_with_its_limit(
        string member, string value, string code, string limit)
    {
        var zone = await Zone();
        var reply = await server.Send(
            "POST", $"{zone}/runs",
            $$"""{"run_id":"r","period":"2026-10","capacity_volume":5,"{{member}}":{{value}}}""");

        Assert.Equal(
            (422, code, member, value, limit),
            (reply.Status, reply.Code, reply["field"], reply["value"], reply["limit"]));
    }

    [Fact]
    public async Task A_file_that_names_an_erased_seller_is_refused_as_a_whole()
    {
        var zone = await Zone();
        var reply = await server.SendAs(
            "text/csv", "POST", $"{zone}/imports",
            "seller,report_id,day,used_volume\nacme,a,2026-01-02,100\nerased-1,a,2026-01-02,100\n");
        var days = await server.Send("GET", zone.Replace("/v1/", "/v1/sellers/acme/") + "/days");

        Assert.Equal(
            (403, "FORBIDDEN", "seller", "erased-1"),
            (reply.Status, reply.Code, reply["field"], reply["value"]));
        Assert.Contains("Line 3", reply["detail"], StringComparison.Ordinal);
        Assert.Empty(days.Json["days"]!.AsArray());
    }

    private async Task<string> Zone()
    {
        var zone = $"/v1/zones/refusals/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send("PUT", zone, Terms)).Status);
        return zone;
    }
}
