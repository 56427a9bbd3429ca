using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>
/// How exactly sellers and the operators of the region see the ratio that cuts a zone's bases, on a silo
/// that checks each call itself.
/// </summary>
public sealed class RationTests : IAsyncLifetime
{
    private readonly KeyedServer _server = new() { More = ["--Cluster:GatewayPort", "0"] };

    private const string Zone = "zones/east/standard";

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    // The cut-off is in the previous month, so it has passed on every day.
    private static string Period { get; } =
        DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Next { get; } =
        DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(1)
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Sellers_see_rations_in_parts_per_million_operators_and_auditors_the_exact_sums()
    {
        await Confirmed();
        var exact = await Base("olga", Next);
        var own = await Base("acme", Next);
        var sums = (await _server.As("olga", "GET", $"{Zone}/runs/r")).Json["periods"]![1]!["ration"]!;

        Assert.Equal($"{sums}", $"{exact["ration"]}");
        Assert.Equal($"{exact}", $"{await Base("ann", Next)}");
        var rations = Rations(own).Zip(Rations(exact)).ToArray();
        Assert.Equal(4, rations.Length);
        Assert.All(rations, of => Assert.Equal(Rounded(of.Second), $"{of.First}"));
        Assert.Equal("1000000", $"{own["ration"]!["denominator"]}");
        Assert.NotEqual("1000000", $"{exact["ration"]!["denominator"]}");
        foreach (var name in new[] { "base_volume", "target_volume", "previous_volume" })
        {
            Assert.Equal($"{exact[name]}", $"{own[name]}");
        }
        Assert.Equal(Parts(exact), Parts(own));
    }

    [Fact]
    public async Task A_seller_sees_the_ratio_of_a_cut_in_parts_per_million()
    {
        await Confirmed();
        await _server.Do("olga", "POST", $"{Zone}/cuts", $$"""
            {"cut_id":"roof","period":"{{Period}}","volume":17,"from":"{{Today:yyyy-MM-dd}}"}
            """);
        var exact = (await Cut("olga"))!;
        var own = (await Cut("acme"))!;

        Assert.Equal(Rounded(exact["ration"]!), $"{own["ration"]}");
        Assert.Equal($"{exact["base_volume"]}", $"{own["base_volume"]}");

        async Task<JsonNode?> Cut(string caller) => (await Patience.Until(
            () => Asked(caller, Period), reply => reply.Json["cuts"]!.AsArray().Count > 0)).Json["cuts"]![0];
    }

    // The ration itself, and the old and new one in the parts of both changes.
    private static IEnumerable<JsonNode> Rations(JsonNode of) =>
    [
        of["ration"]!,
        .. new[] { "change", "allocation_change" }
            .SelectMany(change => of[change]!["parts"]!.AsArray())
            .Where(part => part!["part"]!.ToString() == "RATION")
            .Select(part => part!["new"]!["ration"]!),
        of["change"]!["parts"]!.AsArray()[5]!["old"]!["ration"]!,
    ];

    private static string Parts(JsonNode of) => string.Join(
        ' ', of["change"]!["parts"]!.AsArray().Select(part => $"{part!["part"]} {part["change_volume"]}"));

    private static string Rounded(JsonNode ration) => new JsonObject
    {
        ["kind"] = $"{ration["kind"]}",
        ["numerator"] = (long)ration["numerator"]! * 1_000_000 / (long)ration["denominator"]!,
        ["denominator"] = 1_000_000,
    }.ToString();

    private async Task<JsonNode> Base(string caller, string period) =>
        (await Patience.Until(() => Asked(caller, period), reply => reply.Status == 200)).Json;

    private Task<Reply> Asked(string caller, string period) =>
        _server.As(caller, "GET", $"sellers/acme/{Zone}/bases/{period}");

    private async Task Confirmed()
    {
        if ((await _server.As("olga", "GET", $"{Zone}/runs/r")).Status == 200) { return; }
        await _server.Do("olga", "PUT", Zone, """
            {"time_zone":"UTC","periods":"MONTH","currency":"USD","rules":{"base_cut_notice_days":0}}
            """);
        var calendar = await _server.As("olga", "GET", $"{Zone}/calendar/{Period}");
        var cutOff = DateOnly.Parse(calendar["cut_off_day"]!, CultureInfo.InvariantCulture);
        var csv = new StringBuilder("seller,report_id,day,used_volume,sold_milli_volume,units_sold\n");
        foreach (var (seller, sold) in new[] { ("acme", 7_000), ("bolt", 9_000) })
        {
            for (var back = 0; back < 100; back++)
            {
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{seller},d{back},{cutOff.AddDays(-back):yyyy-MM-dd},300,{sold},20\n");
            }
        }
        var taken = await _server.Server.SendAs(
            "text/csv", "POST", $"/v1/{Zone}/imports", csv.ToString(),
            ("Authorization", "Bearer " + _server.TokenOf("olga")));
        Assert.Equal("200", taken["recorded"]);
        await _server.Do("olga", "POST", $"{Zone}/runs", $$"""
            {"run_id":"r","period":"{{Period}}","capacity_volume":100}
            """);
        await Until("DRAFT");
        await _server.Do("olga", "POST", $"{Zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Until("CONFIRMED", "OFFERING");
    }

    private Task<Reply> Until(params string[] stages) => Patience.Until(
        () => _server.As("olga", "GET", $"{Zone}/runs/r"),
        reply => reply.Status == 200 && stages.Contains(reply["stage"]));
}
