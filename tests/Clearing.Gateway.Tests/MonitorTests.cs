using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>What those who watch markets see, and what they do not.</summary>
public sealed class MonitorTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Fact]
    public async Task One_cubic_foot_at_fee_zero_raises_the_alarm_wherever_one_looks()
    {
        var market = await Attacked("attacked");
        var health = await server.As("olga", "GET", $"markets/{market}/health");
        var region = await server.As("ann", "GET", "regions/east/health");
        var facts = await server.As("ann", "GET", $"markets/{market}/rounds");

        var late = Measure(health, "suspicious_late_low_bid");
        Assert.True((bool)late["alarm"]!);
        Assert.Contains("tiny", $"{late["detail"]}");
        Assert.Equal("any", $"{late["threshold"]}");
        Assert.All(
            late["false_alarms"]!.AsArray(), model => Assert.Equal(0, (int)model!["rate_ppm"]!));
        Assert.Equal(3, late["false_alarms"]!.AsArray().Count);
        Assert.Equal(
            ("2", "0", "1"),
            Last(health, "round", "round_fee_micros", "setter_volume"));
        Assert.Contains(
            region.Json["market_alarms"]!.AsArray(),
            of => $"{of!["market"]}" == market
                && of["alarms"]!.AsArray().Any(id => $"{id}" == "suspicious_late_low_bid"));
        Assert.Equal(200, facts.Status);
    }

    [Fact]
    public async Task What_tells_of_standing_bids_is_for_auditors_until_the_settlement()
    {
        var market = await Attacked("watched");
        var before = await server.As("olga", "GET", $"markets/{market}/health");
        var audited = await server.As("ann", "GET", $"markets/{market}/health");
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        var after = await server.As("olga", "GET", $"markets/{market}/health");

        Assert.Null(Measure(before, "cover")["value_ppm"]);
        Assert.NotNull(Measure(audited, "cover")["value_ppm"]);
        Assert.NotNull(Measure(after, "cover")["value_ppm"]);
    }

    [Fact]
    public async Task Only_the_regions_operators_and_auditors_watch()
    {
        var market = await Attacked("guarded");
        var seller = await server.As("acme", "GET", $"markets/{market}/health");
        var foreign = await server.As("otto", "GET", $"markets/{market}/health");
        var region = await server.As("otto", "GET", "regions/east/health");
        var none = await server.As("olga", "GET", "markets/east/standard/never/health");

        Assert.Equal((403, 403, 403), (seller.Status, foreign.Status, region.Status));
        Assert.Equal((404, "MARKET_UNKNOWN"), (none.Status, none.Code));
    }

    [Fact]
    public async Task The_report_is_a_page_with_charts_that_needs_nothing_else()
    {
        var market = await Attacked("filed");
        var page = await server.As("ann", "GET", $"markets/{market}/health.html");
        var region = await server.As("olga", "GET", "regions/east/health.html");
        var seller = await server.As("acme", "GET", $"markets/{market}/health.html");
        var none = await server.As("olga", "GET", "markets/east/standard/never/health.html");

        Assert.Equal("text/html", page.Message.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "style-src", page.Message.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<strong>Alarm.</strong>", page.Text);
        Assert.Equal(2, page.Text.Split("<svg").Length - 1);
        Assert.Contains("False alarms, honest slack markets", page.Text);
        Assert.Contains("sum over sellers of the squared percentages", page.Text);
        Assert.Contains($"<h2>{market}</h2>", region.Text);
        Assert.Equal((403, 404), (seller.Status, none.Status));
    }

    private async Task<string> Attacked(string name)
    {
        var market = await server.OpenMarket(name, "{}");
        await Bid("acme", market, "early", 9, 100);
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/1/clear", """{"capacity_delta":100}""");
        await Bid("bob", market, "large", 8, 200);
        await Bid("eve", market, "tiny", 0, 1);
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/2/clear", """{"capacity_delta":201}""");
        return market;
    }

    private Task Bid(string seller, string market, string id, long fee, long volume) => server.Do(
        seller, "POST", $"sellers/{seller}/bids",
        $$"""
        {"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}
        """);

    private static JsonNode Measure(Reply health, string id) =>
        health.Json["measures"]!.AsArray().Single(measure => $"{measure!["measure"]}" == id)!;

    private static (string, string, string) Last(Reply health, string a, string b, string c)
    {
        var round = health.Json["rounds"]!.AsArray()[^1]!;
        return ($"{round[a]}", $"{round[b]}", $"{round[c]}");
    }
}
