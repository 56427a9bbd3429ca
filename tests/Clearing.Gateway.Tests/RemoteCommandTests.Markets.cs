using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    private const string Later = "2099-01-01T00:00:00Z";

    [Fact]
    public async Task A_calendar_is_kept_from_the_command_line()
    {
        var market = await server.OpenMarket();
        string[] planning =
        [
            "market", "schedule", market, "--round", "1", "--closes-at", Later, "--repeat-count", "3",
            "--repeat-every-seconds", "604800",
        ];
        var (dry, wouldPlan) = Show([.. planning, "--dry-run"]);
        var empty = JsonNode.Parse(Run("market", "calendar", market).Text)!["calendar"]!.AsArray().Count;
        var (planned, plan) = Show(planning);
        var (moved, _) = Run(
            "market", "reschedule", market, "--round", "1", "--closes-at", "2098-06-01T00:00:00Z",
            "--reserve-fee", "0.25", "--reason", "a holiday");
        var (removed, _) = Run("market", "unschedule", market, "--round", "3", "--reason", "no demand");
        var (silent, said) = Run("market", "unschedule", market, "--round", "2");
        var calendar = JsonNode.Parse(Run("market", "calendar", market).Text)!["calendar"]!.AsArray();

        Assert.Equal((0, 0, 0, 0, 0, 2), (dry, empty, planned, moved, removed, silent));
        Assert.Contains("--reason", said);
        Assert.Equal("rounds 1 to 3 would be scheduled; nothing was planned", wouldPlan.TrimEnd());
        Assert.Equal("rounds 1 to 3: SCHEDULED", plan.TrimEnd());
        Assert.Equal(
            ["2098-06-01T00:00:00Z", "2099-01-08T00:00:00Z"],
            calendar.Select(one => $"{one!["closes_at"]}"));
        Assert.Equal("250000", $"{calendar[0]!["reserve_fee_micros"]}");
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_cleared_and_settled_and_does_neither()
    {
        var market = await server.OpenMarket();
        Run("bid", "tara", market, "b", "--max-fee", "0.50", "--max-volume", "600");
        var (open, refused) = Run("market", "clear", market, "--round", "1", "--dry-run");
        Run("market", "close", market, "--round", "1");
        var (code, preview) = Show("market", "clear", market, "--round", "1", "--dry-run");
        var (uncleared, _) = Run("market", "settle", market, "--dry-run");
        Run("market", "clear", market, "--round", "1");
        var (settling, sums) = Run("market", "settle", market, "--dry-run");
        var report = await server.Send("GET", $"/v1/markets/{market}");

        Assert.Equal((2, 0, 2, 0), (open, code, uncleared, settling));
        Assert.Contains("BOOK_OPEN", refused);
        Assert.Contains("nothing was cleared", preview);
        Assert.Contains("0.50", preview);
        Assert.Contains("\"dry_run\":true", sums);
        Assert.Equal(("OPEN", "1"), (report["stage"], report["last_round"]));
    }

    [Fact]
    public void A_file_of_markets_is_tried_and_then_opened()
    {
        var file = FileOf("markets.csv",
            "market;currency;lot;round;closes_at;capacity_delta;repeat_count;repeat_every_seconds\n"
            + "file/a/2099-Q1;EUR;10;1;2099-01-01T00:00:00Z;500;2;86400\n"
            + "file/a/2099-Q1;;;3;2099-02-01T00:00:00Z;;;\n"
            + "file/b/2099-Q1;;;;;;;\n");
        var (dry, said) = Show("market", "import", file, "--dry-run");
        var nothing = Run("market", "calendar", "file/a/2099-Q1");
        var (done, text) = Run("market", "import", file);
        var (again, _) = Run("market", "import", file);
        var calendar = JsonNode.Parse(Run("market", "calendar", "file/a/2099-Q1").Text)!["calendar"]!;

        Assert.Equal((0, 2, 0, 0), (dry, nothing.ExitCode, done, again));
        Assert.Contains("2 markets: 2 would be open", said);
        Assert.Contains("\"accepted\":2", text);
        Assert.Equal(3, calendar.AsArray().Count);
    }

    [Fact]
    public void A_file_with_a_market_that_would_be_refused_opens_none()
    {
        var file = FileOf("markets.csv",
            "market,round,closes_at\nfile/c/2099-Q1,1,2099-01-01T00:00:00Z\n"
            + "file/d/2099-Q1,1,2020-01-01T00:00:00Z\n");
        var (code, text) = Show("market", "import", file);
        var opened = Run("market", "show", "file/c/2099-Q1");

        Assert.Equal((1, 2), (code, opened.ExitCode));
        Assert.Contains("CLOSES_IN_PAST", text);
        Assert.Contains("nothing was opened", text);
    }

    [Fact]
    public async Task Finance_gets_sellers_statements_and_sums_of_a_market()
    {
        var market = await server.OpenMarket();
        Run("bid", "vera", market, "b", "--max-fee", "0.50", "--max-volume", "600");
        Run("market", "clear", market, "--round", "1");
        await Patience.Until(
            () => server.Send("GET", $"/v1/sellers/vera/statement?market={market}"),
            reply => reply.Status == 200);
        var (_, sellers) = Run("market", "sellers", market);
        var (_, statements) = Run("market", "statements", market);
        var (_, sums) = Run("market", "trial-balance", market);
        var (_, ledger) = Run("ledger", "vera", "--market", market, "--cause", "AWARD");
        var (_, none) = Run("ledger", "vera", "--market", market, "--until", "2020-01-01");
        var (wrong, said) = Run("ledger", "vera", "--cause", "AWARDS");

        Assert.Contains("\"vera\"", sellers);
        Assert.Contains(",vera,USD,2,false,1,600,30000,", statements);
        Assert.Contains("\"debits_minor\":30000", sums);
        Assert.Single(JsonNode.Parse(ledger)!["entries"]!.AsArray());
        Assert.Empty(JsonNode.Parse(none)!["entries"]!.AsArray());
        Assert.Equal(2, wrong);
        Assert.Contains("cause", said);
    }

    private string FileOf(string name, string text)
    {
        var path = Path.Combine(server.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
