using System.Text.Json.Nodes;
using Clearing.Client;

namespace Clearing.Gateway.Tests;

/// <summary>The command line against a server.</summary>
public class RemoteCommandTests(RunningServer server) : IClassFixture<RunningServer>
{
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
        Assert.Equal((0, "COMPLETE"), (listed, JsonNode.Parse(bids)!["bids"]![0]!["stage"]!.ToString()));
    }

    [Fact]
    public void A_server_that_cannot_be_reached_ends_with_exit_code_3()
    {
        var (code, text) = Run("rounds", "r/s/p", "--server", "http://127.0.0.1:1");

        Assert.Equal(3, code);
        Assert.Contains("cannot be reached", text);
    }

    private (int ExitCode, string Text) Run(params string[] args)
    {
        string[] to = args.Contains("--server") ? [] : ["--server", server.Address.ToString()];
        var (output, error) = (Console.Out, Console.Error);
        using var text = new StringWriter();
        Console.SetOut(text);
        Console.SetError(text);
        try
        {
            return (CommandLine.Run([.. args, .. to, "--json"]), text.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
