namespace Clearing.Gateway.Tests;

/// <summary>
/// Sellers that owe only for use above their limit are in a market's exports, become final with its
/// settlement, and can be corrected.
/// </summary>
public sealed class OverageExportTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Zone = "finance/overage";

    // A month that is over, so that what is reported of it is billed at once.
    private static readonly DateTime Past = DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(-2);
    private static readonly string Market = $"{Zone}/{Past:yyyy-MM}";
    private static readonly string Fee =
        $"{30_000 / DateTime.DaysInMonth(Past.Year, Past.Month)}";

    [Fact]
    public async Task They_are_shown_before_the_market_is_open_and_final_and_correctable_once_it_is_settled()
    {
        Assert.Equal("MARKET_UNKNOWN", (await Export("sellers")).Code);
        Assert.Equal("MARKET_UNKNOWN", (await Export("statements.csv")).Code);
        await Bill();

        var balance = await Export("trial-balance");
        Assert.Equal((Fee, Fee, "1"), (balance["debits_minor"], balance["credits_minor"], balance["entries"]));
        Assert.Equal(
            ["acme 0"], (await Export("sellers")).Json["sellers"]!.AsArray()
                .Select(one => $"{one!["seller"]} {one["awards"]}"));
        Assert.Equal(("", "false"), await Row());
        Assert.Equal("MARKET_NOT_SETTLED", (await Correct("early")).Code);

        Assert.Equal(201, (await server.Send("PUT", $"/v1/markets/{Market}", "{}")).Status);
        Assert.Equal("SETTLED", (await server.Send("POST", $"/v1/markets/{Market}/settle"))["status"]);

        Assert.Equal("RECORDED", (await Correct("late"))["status"]);
        var own = await server.Send("GET", $"/v1/sellers/acme/statement?market={Market}");
        Assert.Equal(("true", Fee, "-7"), (own["final"], own["overage_minor"], own["corrections_minor"]));
        Assert.Equal(($"{Market}/overage/acme", "true"), await Row());
        Assert.Equal("2", (await Export("trial-balance"))["entries"]);
    }

    // 30 cubic feet above the limit on one day.
    private async Task Bill()
    {
        await Do("PUT", $"zones/{Zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        foreach (var seller in new[] { "acme", "bob" })
        {
            await Do("PUT", $"sellers/{seller}/zones/{Zone}/profile", """
                {"account_started":"2020-01-01","plan":"PROFESSIONAL"}
                """);
            await Do("POST", $"zones/{Zone}/overrides", $$"""
                {"period":"{{Past:yyyy-MM}}","seller":"{{seller}}","volume":100,"note":"agreed"}
                """);
        }
        await Do("POST", $"zones/{Zone}/runs",
            $$"""{"run_id":"run","period":"{{Past:yyyy-MM}}","capacity_volume":1000}""");
        await Until("DRAFT");
        await Do("POST", $"zones/{Zone}/runs/run/confirm", """{"confirmation_id":"c"}""");
        await Until("CONFIRMED");
        await Do("POST", $"sellers/acme/zones/{Zone}/reports",
            $$"""{"report_id":"over","day":"{{Past:yyyy-MM}}-01","used_volume":130}""");
        await Patience.Until(
            () => server.Send("GET", $"/v1/sellers/acme/statement?market={Market}"),
            statement => statement["overage_minor"] == Fee);
    }

    private Task Until(string stage) => Patience.Until(
        () => server.Send("GET", $"/v1/zones/{Zone}/runs/run"), run => run["stage"] == stage);

    private Task<Reply> Export(string what) => server.Send("GET", $"/v1/markets/{Market}/{what}");

    private async Task<(string Number, string Final)> Row()
    {
        var lines = (await Export("statements.csv")).Text.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        var cells = lines[0].Split(',').Zip(lines[1].Split(','))
            .ToDictionary(cell => cell.First, cell => cell.Second);
        Assert.Equal(("acme", Fee), (cells["seller"], cells["overage_minor"]));
        return (cells["statement_number"], cells["final"]);
    }

    private Task<Reply> Correct(string id) => server.Send(
        "POST", "/v1/sellers/acme/corrections",
        $$"""{"market":"{{Market}}","correction_id":"{{id}}","amount_minor":-7,"note":"a wrong report"}""");

    private async Task Do(string method, string path, string body)
    {
        var reply = await server.Send(method, "/v1/" + path, body);
        Assert.True(reply.Status < 300, $"{path}: {reply.Text}");
    }
}
