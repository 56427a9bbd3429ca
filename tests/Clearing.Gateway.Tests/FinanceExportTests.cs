using System.Globalization;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>A market's statements as CSV say what each seller's own statement says.</summary>
public sealed class FinanceExportTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] OfAwards =
    [
        "granted_volume", "gross_minor", "repricing_discount_minor", "release_discount_minor",
        "curtailment_discount_minor",
    ];

    private static readonly string[] OfAccount =
    [
        "market", "seller", "currency", "minor_exponent", "final", "charge_minor",
        "incremental_sales_minor", "credit_earned_minor", "credit_applied_minor", "compensation_minor",
        "net_minor", "corrections_minor", "overage_minor", "payable_minor", "settled_at",
    ];

    private static DateTime NextMonth => DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(1);

    private const long Large = 9_000_000_000_000_000_000;

    [Fact]
    public async Task Every_column_is_that_of_the_sellers_statement()
    {
        var market = await Settled("finance/statements");
        var rows = Rows(await server.Send("GET", $"/v1/markets/{market}/statements.csv"));

        Assert.Equal(["acme", "bob"], rows.Select(row => row["seller"]));
        foreach (var row in rows)
        {
            var own = (await server.Send("GET", $"/v1/sellers/{row["seller"]}/statement?market={market}")).Json;
            var awards = own["awards"]!.AsArray();
            Assert.Equal(
                OfAccount.Select(name => $"{name} {own[name]}"),
                OfAccount.Select(name => $"{name} {row[name]}"));
            Assert.Equal(
                OfAwards.Select(name => $"{name} {awards.Sum(award => (long)award![name]!)}"),
                OfAwards.Select(name => $"{name} {row[name]}"));
            Assert.Equal($"{awards.Count}", row["awards"]);
            Assert.Equal(
                (long)own["net_minor"]! + (long)own["corrections_minor"]! + (long)own["overage_minor"]!,
                long.Parse(row["payable_minor"], CultureInfo.InvariantCulture));
        }
        Assert.Equal(
            ["overage_minor"], rows[0].Where(column => column.Value == "0").Select(column => column.Key));
        Assert.Equal($"{market}/000002", rows[1]["statement_number"]);
    }

    [Fact]
    public async Task The_trial_balance_sums_the_ledgers_of_the_market_by_account()
    {
        var market = await Settled("finance/balance");
        await Settled("finance/other");
        var balance = (await server.Send("GET", $"/v1/markets/{market}/trial-balance")).Json;
        JsonNode[] entries =
        [
            .. await Ledger(market, "acme"), .. await Ledger(market, "bob"),
        ];
        var lines = entries.SelectMany(entry => entry["lines"]!.AsArray())
            .Select(line => (Account: $"{line!["account"]}", Amount: (long)line["amount_minor"]!)).ToArray();

        Assert.Equal(entries.Length, (int)balance["entries"]!);
        foreach (var account in balance["accounts"]!.AsArray())
        {
            var own = lines.Where(line => line.Account == $"{account!["account"]}").ToArray();
            Assert.Equal(
                (own.Where(line => line.Amount > 0).Sum(line => line.Amount),
                    -own.Where(line => line.Amount < 0).Sum(line => line.Amount), own.Sum(line => line.Amount)),
                ((long)account!["debits_minor"]!, (long)account["credits_minor"]!, (long)account["balance_minor"]!));
        }
        Assert.Equal(
            lines.Where(line => line.Amount > 0).Sum(line => line.Amount), (long)balance["debits_minor"]!);
        Assert.Equal(balance["debits_minor"]!.ToString(), balance["credits_minor"]!.ToString());
    }

    [Fact]
    public async Task What_is_granted_again_and_again_adds_up_beyond_63_bits()
    {
        const string Market = "large/standard/2026-Q4";
        await Do("PUT", $"markets/{Market}", "{}");
        await Do("POST", $"markets/{Market}/capacity", $$"""{"change_id":"c","delta":{{Large}}}""");
        foreach (var round in new[] { 1, 2 })
        {
            await Bid(Market, "giant", $"b{round}", fee: 0, volume: Large);
            await Do("POST", $"markets/{Market}/rounds/{round}/clear", "{}");
            await Do("POST", "sellers/giant/relinquishments", $$"""
                {"market":"{{Market}}","relinquishment_id":"r{{round}}","award_id":"b{{round}}@{{round}}",
                 "volume":{{Large}}}
                """);
        }
        await Patience.Until(
            () => server.Send("GET", $"/v1/sellers/giant/statement?market={Market}"),
            statement => statement.Json["awards"]?.AsArray().Count == 2);

        var holders = await server.Send("GET", $"/v1/markets/{Market}/sellers");
        var rows = Rows(await server.Send("GET", $"/v1/markets/{Market}/statements.csv"));
        var whatIf = await server.Send(
            "GET", $"/v1/sellers/giant/bids/b2/whatif?market={Market}&max_fee_micros=1");

        Assert.Equal("18000000000000000000", holders.Json["sellers"]![0]!["granted_volume"]!.ToString());
        Assert.Contains("18000000000000000000", rows.Single().Values);
        Assert.Equal(200, whatIf.Status);
    }

    private async Task<IEnumerable<JsonNode>> Ledger(string market, string seller) =>
        (await server.Send("GET", $"/v1/sellers/{seller}/ledger?market={market}&limit=1000"))
        .Json["entries"]!.AsArray().Select(entry => entry!);

    // acme's first award is repriced, released in part and cut, and its sales earn more credit than it
    // can use; bob takes what acme gave up.
    private async Task<string> Settled(string zone)
    {
        await Do("PUT", $"zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var (market, name) = ($"{zone}/{NextMonth:yyyy-MM}", zone.Replace('/', '-'));
        await Do("PUT", $"markets/{market}", """{"lot":10}""");
        await Do("POST", $"markets/{market}/capacity", """{"change_id":"c","delta":700}""");
        await Bid(market, "acme", "a", fee: 5, volume: 400);
        await Do("POST", $"markets/{market}/rounds/1/clear", "{}");
        await Bid(market, "acme", "b", fee: 3, volume: 100);
        await Do("POST", $"markets/{market}/rounds/2/clear", "{}");
        await Do("POST", "sellers/acme/relinquishments", $$"""
            {"market":"{{market}}","relinquishment_id":"r","award_id":"a@1","volume":50}
            """);
        await Bid(market, "bob", "b", fee: 2, volume: 250);
        await Do("POST", $"markets/{market}/rounds/3/clear", "{}");
        await Do("POST", $"markets/{market}/curtailments",
            $$"""{"curtailment_id":"k","volume":350,"day":"{{NextMonth.AddDays(9):yyyy-MM-dd}}"}""");
        await Do("POST", "sellers/acme/sales",
            $$"""{"market":"{{market}}","report_id":"{{name}}","incremental_minor":10000000}""");
        await Do("POST", $"markets/{market}/settle", "");
        foreach (var seller in new[] { "acme", "bob" })
        {
            await Patience.Until(
                () => server.Send("GET", $"/v1/sellers/{seller}/statement?market={market}"),
                statement => statement["final"] == "true");
        }
        await Do("POST", "sellers/acme/corrections",
            $$"""{"market":"{{market}}","correction_id":"{{name}}-k","amount_minor":7,"note":"a pallet"}""");
        return market;
    }

    private Task Bid(string market, string seller, string id, long fee, long volume) => Do(
        "POST", $"sellers/{seller}/bids", $$"""
        {"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee * 1_000_000}},"max_volume":{{volume}}}
        """);

    private async Task Do(string method, string path, string body)
    {
        var reply = await server.Send(method, "/v1/" + path, body);
        Assert.True(reply.Status < 300, reply.Text);
    }

    private static Dictionary<string, string>[] Rows(Reply csv)
    {
        var lines = csv.Text.TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        return [.. lines[1..].Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
