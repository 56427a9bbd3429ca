namespace Clearing.Gateway.Tests;

// What a body may not be.
public partial class KnownInputTests
{
    [Theory]
    [InlineData("zones/ids/standard/runs", "run_id",
        """{"run_id":null,"period":"2026-11","capacity_volumes":[1]}""")]
    [InlineData("markets/{market}/capacity", "change_id", """{"change_id":null,"delta":1}""")]
    [InlineData("sellers/acme/bids", "bid_id",
        """{"market":"{market}","bid_id":null,"max_fee_micros":1,"max_volume":1}""")]
    [InlineData("sellers/acme/amendments/batch", "amendments[0].amendment_id",
        """{"market":"{market}","amendments":[{"amendment_id":null,"bid_id":"b","max_fee_micros":1}]}""")]
    public async Task An_id_that_is_null_is_missing(string path, string field, string body)
    {
        var market = await server.OpenMarket();
        await server.Send(
            "PUT", "/v1/zones/ids/standard", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");

        var reply = await server.Send(
            "POST", $"/v1/{path.Replace("{market}", market)}", body.Replace("{market}", market));

        Assert.Equal((400, "FIELD_INVALID"), (reply.Status, reply.Code));
        Assert.Contains(
            reply.Json["errors"]!.AsArray(),
            error => error!["field"]!.ToString() == field
                && error["rule"]!.ToString().StartsWith("is null"));
    }

    [Theory]
    [InlineData("text/plain", null, "Content-Type", "text/plain")]
    [InlineData("application/x-www-form-urlencoded", null, "Content-Type", "application/x-www-form-urlencoded")]
    [InlineData("application/json", "gzip", "Content-Encoding", "gzip")]
    public async Task A_body_of_a_type_or_encoding_that_is_not_taken_says_which_header(
        string type, string? encoding, string field, string value)
    {
        var reply = await server.SendAs(
            type, "POST", "/v1/sellers/acme/bids", "{}",
            encoding is null ? [] : [("Content-Encoding", encoding)]);

        Assert.Equal((415, field, value), (reply.Status, reply["field"], reply["value"]));
    }

    [Fact]
    public async Task Every_rule_out_of_range_is_told()
    {
        var reply = await server.Send(
            "PUT", "/v1/zones/rules/standard", """
            {"time_zone":"UTC","periods":"MONTH","currency":"USD",
             "rules":{"fact_age_days":-1,"alpha_ppm":2000000}}
            """);

        Assert.Equal(
            ["rules.fact_age_days", "rules.alpha_ppm"],
            reply.Json["errors"]!.AsArray().Select(error => error!["field"]!.ToString()));
    }

    [Fact]
    public async Task A_base_is_no_larger_than_no_limit()
    {
        var most = await server.Send(
            "PUT", "/v1/sellers/large/bases/test/standard", """{"volume":10000000000000}""");
        var more = await server.Send(
            "PUT", "/v1/sellers/large/bases/test/standard", """{"volume":10000000000001}""");

        Assert.Equal(200, most.Status);
        Assert.Equal((400, "volume", "10000000000000"), (more.Status, more["field"], more["limit"]));
    }
}
