using System.Text.Json.Nodes;
using Clearing.Client;

namespace Clearing.Gateway.Tests;

/// <summary>The command line against a server.</summary>
public partial class RemoteCommandTests(RunningServer server) : IClassFixture<RunningServer>
{
    // Tests may be started from a terminal, at which nobody answers questions.
    static RemoteCommandTests() => Client.Files.Terminal.Here = () => Client.Files.Terminal.Nobody;

    [Fact]
    public async Task A_round_is_run_from_the_command_line()
    {
        var market = await server.OpenMarket("""{"tick_micros":1000}""");
        var (placed, receipt) = Run(
            "bid", "acme", market, "b1", "--max-fee-micros", "5000", "--max-volume", "10");
        var (refused, problem) = Run(
            "bid", "acme", market, "b2", "--max-fee-micros", "5001", "--max-volume", "10");
        var (cleared, round) = Run("market", "clear", market, "--round", "1");
        var (listed, bids) = Run("bids", "acme", market);

        Assert.Equal((0, "ACCEPTED"), (placed, JsonNode.Parse(receipt)!["status"]!.ToString()));
        Assert.Equal(2, refused);
        Assert.Contains("FEE_OFF_TICK", problem);
        Assert.Contains("(limit 1000)", problem);
        Assert.Equal((0, "5000"), (cleared, JsonNode.Parse(round)!["round_fee_micros"]!.ToString()));
        var (everywhere, open) = Run("bids", "acme", "--stage", "open");

        Assert.Equal(0, everywhere);
        Assert.DoesNotContain(market, open);
        Assert.Equal((0, "COMPLETE"), (listed, JsonNode.Parse(bids)!["bids"]![0]!["stage"]!.ToString()));
    }

    [Fact]
    public async Task A_watch_shows_every_round_once_over_a_restart_of_the_server()
    {
        var watched = new RunningServer();
        await watched.InitializeAsync();
        var market = await watched.OpenMarket();
        await watched.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        var port = watched.Address.Port;
        using var remote = new Client.Remote.RemoteServer(watched.Address, null);
        var (lost, first) = (0, new TaskCompletionSource());
        var watch = Task.Run(() => new Client.Remote.FeedReader(
                remote, $"markets/{market}/feed", () => lost++)
            .Events("round.cleared").Take(3)
            .Select(round =>
            {
                first.TrySetResult();
                return (int)round["round"]!;
            })
            .ToList());
        // A server that was never reached is an error, not a loss.
        await first.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await watched.Send("POST", $"/v1/markets/{market}/rounds/2/clear");
        watched.Settings = ["--urls", $"http://127.0.0.1:{port}"];
        await watched.Restart();
        await watched.Send("POST", $"/v1/markets/{market}/rounds/3/clear");
        var rounds = await watch.WaitAsync(TimeSpan.FromMinutes(1));
        await watched.DisposeAsync();

        Assert.Equal([1, 2, 3], rounds);
        Assert.True(lost <= 1, $"lost {lost} times");
    }

    [Fact]
    public async Task A_large_file_is_imported_in_parts_with_the_lines_of_the_whole_file()
    {
        // The seller is no other test's, whose lists of open bids would be as long.
        var market = await server.OpenMarket("""{"tick_micros":10}""");
        var file = Path.Combine(server.Folder, "bids.csv");
        var rows = Enumerable.Range(2, 95_000).Select(line =>
            $"bid-of-line-{line:D9},bulk,{(line == 90_000 ? 15 : 20)},1,0");
        await File.WriteAllLinesAsync(file, ["bid_id,seller,max_fee_micros,max_volume,min_volume", .. rows]);
        var (wrong, problem) = Run("import", "bulk", market, file);
        var nothing = await server.Send("GET", $"/v1/sellers/bulk/bids?market={market}");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(",15,", ",30,"));
        await server.Send("POST", "/v1/sellers/bulk/bids", $$"""
            {"market":"{{market}}","bid_id":"bid-of-line-000094999","max_fee_micros":70,"max_volume":1}
            """);
        var (done, answer) = Run("import", "bulk", market, file);
        Assert.True(done == 1, answer);
        var json = JsonNode.Parse(answer)!;

        Assert.Equal(2, wrong);
        Assert.Contains($"{file}:90000: max_fee_micros \"15\"", problem);
        Assert.Empty(nothing.Json["bids"]!.AsArray());
        Assert.Equal((1, "95000", "94999"), (done, $"{json["rows"]}", $"{json["accepted"]}"));
        var refused = Assert.Single(json["refused"]!.AsArray())!;
        Assert.Equal(("94999", "BID_ID_REUSED"), ($"{refused["line"]}", $"{refused["status"]}"));
    }

    [Fact]
    public async Task What_people_see_has_units_and_one_line_for_a_command()
    {
        var market = await server.OpenMarket();
        var (_, bid) = Show(
            "bid", "acme", market, "b1", "--max-fee-micros", "1250000", "--max-volume", "1000");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/close");
        var (_, closed) = Show("rounds", market);
        Show("market", "clear", market, "--round", "1");
        var (_, watched) = Show("round", "watch", market, "--rounds", "1");
        var (_, statement) = Show("statement", "acme", market);
        var (_, paused) = Show("market", "pause", market, "--note", "a storm");

        Assert.Equal("bid b1: ACCEPTED", bid.Trim());
        Assert.Contains("round 1 is closed and not cleared: ", closed);
        Assert.Matches(@" 1 +1,000 +1,000 +1\.25 +1\.25 +1 +1\n", watched);
        Assert.Contains("statement: provisional", statement);
        Assert.Matches(@"charge +│ +1,250\.00 ", statement);
        Assert.Equal($"{market} is paused", paused.Trim());
    }

    [Fact]
    public async Task A_provisional_round_is_listed_with_its_result_and_the_time_at_which_it_binds()
    {
        var market = await server.OpenMarket("""{"contest_window_seconds":3600}""");
        Show("bid", "acme", market, "b1", "--max-fee-micros", "1250000", "--max-volume", "1000");
        Show("market", "clear", market, "--round", "1");

        var (_, rounds) = Show("rounds", market);

        Assert.Matches(
            @"round 1 is provisional: 1,000 cubic feet are granted at 1\.25\. It binds at \d",
            rounds);
        Assert.DoesNotContain("closed and not cleared", rounds);
    }

    [Fact]
    public void Webhooks_are_kept_from_the_command_line()
    {
        var (added, first) = Run("webhook", "add", "acme", "h", "--url", "https://one.example/");
        var (_, moved) = Run("webhook", "add", "acme", "h", "--url", "https://two.example/", "--after", "0");
        var (_, list) = Run("webhook", "list", "acme");
        var (paused, _) = Run("webhook", "pause", "acme", "h");
        var (dead, letters) = Run("webhook", "dead", "acme", "h");
        var (redelivered, _) = Run("webhook", "redeliver", "acme", "h");
        var (refused, problem) = Run("webhook", "redeliver", "acme", "h", "--number", "5");
        var (wrong, _) = Run("webhook", "redeliver", "acme", "h", "--number", "five");
        var (removed, _) = Run("webhook", "remove", "acme", "h");

        Assert.Equal((0, 0, 0, 0, 0, 2), (added, paused, dead, redelivered, removed, wrong));
        Assert.StartsWith("whsec_", JsonNode.Parse(first)!["secret"]!.ToString());
        Assert.Null(JsonNode.Parse(moved)!["secret"]);
        Assert.Equal("https://two.example/", JsonNode.Parse(list)!["webhooks"]![0]!["url"]!.ToString());
        Assert.Empty(JsonNode.Parse(letters)!["dead_letters"]!.AsArray());
        Assert.Equal(2, refused);
        Assert.Contains("EVENT_NOT_DEAD", problem);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_ends_with_exit_code_3()
    {
        var (code, text) = Run("rounds", "r/s/p", "--server", "http://127.0.0.1:1");

        Assert.Equal(3, code);
        Assert.Contains("cannot be reached", text);
    }

    private (int ExitCode, string Text) Run(params string[] args) => Show([.. args, "--json"]);

    private (int ExitCode, string Text) Show(params string[] args)
    {
        string[] to = args.Contains("--server") ? [] : ["--server", server.Address.ToString()];
        return Told(() => CommandLine.Run([.. args, .. to]));
    }

    private static (int ExitCode, string Text) Told(Func<int> run)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var text = new StringWriter();
        Console.SetOut(text);
        Console.SetError(text);
        try
        {
            return (run(), text.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
