namespace Clearing.Gateway.Tests;

/// <summary>
/// A server without keys serves programs on this machine, but not callers behind them.
/// </summary>
public sealed class LocalRequestTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string, string> SignsOfProxies => new()
    {
        { "Forwarded", "for=10.0.0.7" }, { "Via", "1.1 proxy" }, { "X-Real-IP", "10.0.0.7" },
        { "X-Client-IP", "10.0.0.7" }, { "True-Client-IP", "10.0.0.7" },
        { "CF-Connecting-IP", "10.0.0.7" }, { "X-Forwarded-For", "10.0.0.7" },
        { "x-forwarded-proto", "https" }, { "X-Original-Host", "market.example" },
    };

    [Theory]
    [MemberData(nameof(SignsOfProxies))]
    public async Task A_request_that_came_through_a_proxy_is_refused_by_its_header(
        string header, string value)
    {
        var reply = await server.Send("GET", "/v1/markets", null, (header, value));

        Assert.Equal((403, "BEHIND_PROXY"), (reply.Status, reply.Code));
        Assert.Contains($"({header})", reply["detail"]);
        Assert.DoesNotContain(value, reply.Text);
    }

    [Fact]
    public async Task HTTP_1_0_is_what_some_proxies_speak_and_is_refused()
    {
        var answer = await RawConnection.Send(
            server.Address, $"GET /v1/markets HTTP/1.0\r\nHost: localhost:{server.Address.Port}\r\n\r\n");

        Assert.Contains("BEHIND_PROXY", answer);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost:1")]
    [InlineData("localhost")]
    [InlineData("127.0.0.2")]
    public async Task Only_localhost_at_the_servers_own_port_is_served(string host)
    {
        var reply = await server.Send("GET", "/v1/markets", null, ("Host", host));

        Assert.Equal((403, "FOREIGN_HOST"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("GET", "Origin", "https://evil.example")]
    [InlineData("GET", "Origin", "null")]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site")]
    [InlineData("GET", "Sec-Fetch-Site", "same-site")]
    [InlineData("POST", "Sec-Fetch-Site", "none")]
    public async Task A_page_of_another_site_neither_reads_nor_acts(
        string method, string header, string value)
    {
        var path = method == "GET" ? "/v1/markets" : "/v1/markets/r/s/p/rounds/1/clear";
        var reply = await server.Send(method, path, null, (header, value));

        Assert.Equal((403, "FOREIGN_SITE"), (reply.Status, reply.Code));
        Assert.Contains($"({header})", reply["detail"]);
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/openapi/v1.json")]
    public async Task The_description_and_its_page_are_kept_from_other_sites_too(string path)
    {
        var foreign = await server.Send("GET", path, null, ("Sec-Fetch-Site", "cross-site"));
        var typed = await server.Send("GET", path, null, ("Sec-Fetch-Site", "none"));

        Assert.Equal((403, 200), (foreign.Status, typed.Status));
    }

    [Fact]
    public async Task The_servers_own_pages_may_act()
    {
        var own = $"http://127.0.0.1:{server.Address.Port}";
        var reply = await server.Send(
            "PUT", "/v1/markets/own/standard/p", "{}", ("Origin", own),
            ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(201, reply.Status);
    }

    [Fact]
    public async Task An_orchestrator_may_probe_the_health_through_whatever_stands_between()
    {
        var reply = await server.Send("GET", "/health/live", null, ("X-Forwarded-For", "10.0.0.7"));

        Assert.Equal(200, reply.Status);
    }
}
