namespace Clearing.Gateway.Tests;

/// <summary>Ledgers and awards as CSV, and the fees of awards with their causes.</summary>
public class ExportTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_ledger_of_many_pages_is_exported_whole_and_sums_to_zero()
    {
        var market = await Season("lena");
        for (var first = 1; first <= 2_100; first += 700)
        {
            var reports = Enumerable.Range(first, 700).Select(i =>
                $$"""{"market":"{{market}}","report_id":"s{{i}}","incremental_minor":100}""");
            var reported = await server.Send(
                "POST", "/v1/sellers/lena/sales/batch", $$"""{"reports":[{{string.Join(',', reports)}}]}""");
            Assert.Equal("700", reported["recorded"]);
        }
        var csv = await server.Send("GET", "/v1/sellers/lena/ledger.csv");
        var rows = Rows(csv);
        var entries = rows.Select(row => long.Parse(row[0])).Distinct().ToArray();

        Assert.Equal("text/csv", csv.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ledger.csv", csv.Message.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(i => (long)i), entries);
        Assert.True(entries.Length > 2_100, $"{entries.Length} entries");
        Assert.All(rows.GroupBy(row => row[0]),
            entry => Assert.Equal(0, entry.Sum(row => long.Parse(row[7]))));
        Assert.All(rows, row => Assert.Equal((market, "USD"), (row[2], row[3])));
        Assert.Contains(rows, row => row is [_, _, _, _, "SALE", "s2100", "CREDITS_GRANTED", "15", "2"]);
    }

    [Fact]
    public async Task An_entry_of_the_ledger_names_its_currency_as_the_statement_and_the_export_do()
    {
        var dollars = await Season("kato");
        var yen = await Season("kato", """{"currency":"JPY","minor_exponent":0}""");
        var ledger = await server.Send("GET", "/v1/sellers/kato/ledger");
        var rows = Rows(await server.Send("GET", "/v1/sellers/kato/ledger.csv"));
        var named = ledger.Json["entries"]!.AsArray().Select(entry => (
            Market: $"{entry!["market"]}", Currency: $"{entry["currency"]}",
            Digits: $"{entry["minor_exponent"]}")).ToArray();
        var statement = await server.Send("GET", $"/v1/sellers/kato/statement?market={yen}");

        Assert.Equal([(dollars, "USD", "2"), (yen, "JPY", "0")], named.Distinct());
        Assert.Equal(("JPY", "0"), (statement["currency"], statement["minor_exponent"]));
        Assert.Equal(
            named.Select(entry => (entry.Market, entry.Currency)).Distinct(),
            rows.Select(row => (row[2], row[3])).Distinct());
    }

    [Fact]
    public async Task Awards_are_exported_with_the_fee_of_their_round_and_the_fee_now()
    {
        var market = await Season();
        var csv = await server.Send("GET", $"/v1/markets/{market}/rounds/1/awards.csv");
        var round = await server.Send("GET", $"/v1/markets/{market}/rounds/1");
        var awards = await server.Send("GET", $"/v1/markets/{market}/rounds/1/awards");
        var own = await server.Send("GET", $"/v1/sellers/acme/statement?market={market}");
        var unknown = await server.Send("GET", $"/v1/markets/{market}/rounds/7/awards.csv");

        Assert.Equal(
            "award_id,bid_id,seller,volume,round_fee_micros,fee_micros,status,cleared_at\n"
            + $"a@1,a,acme,600,500000,300000,FULL,{round["cleared_at"]}\n", csv.Text);
        Assert.Equal(round["cleared_at"], $"{awards.Json["awards"]![0]!["cleared_at"]}");
        Assert.Equal(round["cleared_at"], $"{own.Json["awards"]![0]!["cleared_at"]}");
        Assert.Equal((404, "ROUND_UNKNOWN"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Awards_of_many_pages_are_exported_whole()
    {
        const int Bids = 1_001;
        var market = await server.OpenMarket("{}", Bids + 3);
        var bids = string.Concat(Enumerable.Range(1, Bids).Select(i => $"b{i},acme,5,1\n"));
        await server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}",
            $"bid_id,seller,max_fee_micros,max_volume\n{bids}last,acme,4,9\n");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear", "{}");
        var rows = Rows(await server.Send("GET", $"/v1/markets/{market}/rounds/1/awards.csv"));

        Assert.Equal(
            [.. Enumerable.Range(1, Bids).Select(i => ($"b{i}", "1", "FULL")), ("last", "3", "PARTIAL")],
            rows.Select(row => (row[1], row[3], row[6])));
    }

    [Fact]
    public async Task The_fee_history_of_a_round_and_of_an_award_name_the_round_that_lowered_it()
    {
        var market = await Season();
        var round = await server.Send("GET", $"/v1/markets/{market}/rounds/1/fees");
        var awards = await server.Send("GET", $"/v1/sellers/acme/awards?market={market}&limit=1");
        var operators = await server.Send("GET", $"/v1/markets/{market}/rounds/1/awards");
        const string History =
            """[{"round":1,"fee_micros":500000,"cause":"AWARD"},{"round":2,"fee_micros":300000,"cause":"REPRICE"}]""";

        Assert.Equal(History, round.Json["fee_history"]!.ToJsonString());
        Assert.Equal(("a@1", History), (
            $"{awards.Json["awards"]![0]!["award_id"]}",
            awards.Json["awards"]![0]!["fee_history"]!.ToJsonString()));
        Assert.Equal("300000", $"{operators.Json["awards"]![0]!["fee_micros"]}");
    }

    /// <summary>A seller wins 600 at 500000, and round 2 lowers the fee to 300000.</summary>
    private async Task<string> Season(string seller = "acme", string config = "{}")
    {
        var market = await server.OpenMarket(config, capacity: 600);
        await Place(seller, market, "a", 500_000, 600);
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        await Place("bob", market, "b", 300_000, 100);
        await server.Send("POST", $"/v1/markets/{market}/rounds/2/clear", """{"capacity_delta":100}""");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var report = await server.Send("GET", $"/v1/markets/{market}");
            if (report["untold_notices"] == "0") { return market; }
            await Task.Yield();
        }
    }

    private Task<Reply> Place(string seller, string market, string id, long fee, long volume) =>
        server.Send("POST", $"/v1/sellers/{seller}/bids",
            $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}""");

    private static string[][] Rows(Reply csv) =>
        [.. csv.Text.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
}
