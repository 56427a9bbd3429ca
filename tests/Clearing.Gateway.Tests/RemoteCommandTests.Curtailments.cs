using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    [Fact]
    public async Task A_curtailment_is_tried_taken_and_repeated_from_the_command_line()
    {
        var month = DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(1);
        var market = $"curtail/cli/{month:yyyy-MM}";
        await server.Send("PUT", "/v1/zones/curtail/cli",
            """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        await server.Send("PUT", $"/v1/markets/{market}", """{"lot":10}""");
        Run("bid", "acme", market, "a", "--max-fee-micros", "5", "--max-volume", "600");
        Run("market", "capacity", market, "--id", "c", "--delta", "600");
        Run("market", "clear", market, "--round", "1");
        var (tried, preview) = Curtail("300", "--dry-run");
        var held = (await server.Send("GET", $"/v1/markets/{market}"))["held_volume"];
        var (taken, answer) = Curtail("300", "--yes");
        var (repeated, again) = Curtail("300", "--yes");
        var (offLot, refusal) = Curtail("305", "--dry-run", "other");

        Assert.Equal((0, 0, 0, 2, "600"), (tried, taken, repeated, offLot, held));
        Assert.Equal("true", $"{JsonNode.Parse(preview)!["dry_run"]}");
        Assert.Equal("false", $"{JsonNode.Parse(answer)!["repeated"]}");
        Assert.Equal("true", $"{JsonNode.Parse(again)!["repeated"]}");
        Assert.Contains("VOLUME_OFF_LOT", refusal);

        (int, string) Curtail(string volume, string more, string id = "k") => Run(
            "market", "curtail", market, "--id", id, "--volume", volume, "--day",
            $"{month:yyyy-MM-dd}", more);
    }

    [Fact]
    public async Task A_feed_is_followed_from_the_command_line_after_an_event()
    {
        var market = await server.OpenMarket();
        Run("bid", "acme", market, "a", "--max-fee-micros", "5", "--max-volume", "10");
        Run("cancel", "acme", market, "a", "--id", "c-1");
        var (code, line) = Show("feed", $"acme@{market}", "--after", "1", "--events", "1");
        var happened = JsonNode.Parse(line)!;

        Assert.Equal(
            (0, "2", "bid.cancelled", "c-1"),
            (code, $"{happened["id"]}", $"{happened["event"]}", $"{happened["data"]!["command_id"]}"));
    }
}
