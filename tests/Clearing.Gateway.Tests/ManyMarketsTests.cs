namespace Clearing.Gateway.Tests;

/// <summary>Many markets are opened and planned in one call.</summary>
public class ManyMarketsTests(KeyedServer keyed) : IClassFixture<KeyedServer>
{
    private const string Rounds =
        """
        [{"round":1,"closes_at":"2036-10-01T12:00:00Z","capacity_delta":500,
          "repeat_count":2,"repeat_every_seconds":3600},
         {"round":3,"closes_at":"2036-11-01T12:00:00Z"}]
        """;

    [Fact]
    public async Task Markets_are_opened_with_their_rounds_and_the_same_again_changes_nothing()
    {
        var body = $$"""
            {"markets":[{"market":"east/standard/bulk1","lot":10,"rounds":{{Rounds}}},
                        {"market":"east/cold/bulk1","currency":"EUR"}]}
            """;

        var first = await keyed.As("olga", "POST", "markets/batch", body);
        var again = await keyed.As("olga", "POST", "markets/batch", body);
        var calendar = await keyed.As("olga", "GET", "markets/east/standard/bulk1/calendar");

        Assert.Equal("2", first["accepted"]);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal([1, 2, 3], calendar.Json["calendar"]!.AsArray().Select(one => (int)one!["round"]!));
    }

    [Fact]
    public async Task A_dry_run_answers_as_the_run_and_opens_nothing()
    {
        await keyed.OpenMarket("dry1", """{"lot":10}""");
        var body = $$"""
            {"markets":[{"market":"east/standard/dry1","lot":20},
                        {"market":"east/standard/dry2","rounds":{{Rounds}}},
                        {"market":"east/standard/dry3","rounds":[
                          {"round":1,"closes_at":"2036-10-01T12:00:00Z"},
                          {"round":3,"closes_at":"2036-11-01T12:00:00Z"},
                          {"round":2,"closes_at":"2036-09-01T12:00:00Z"}]}]}
            """;
        var dry = await keyed.As("olga", "POST", "markets/batch?dry_run=true", body);
        var terms = await keyed.As("olga", "GET", "markets/east/standard/dry2/terms");
        var run = await keyed.As("olga", "POST", "markets/batch", body);
        var after = await keyed.As("olga", "POST", "markets/batch?dry_run=true", body);

        Assert.Equal(404, terms.Status);
        Assert.Equal(("1", "2"), (run["accepted"], run["refused"]));
        Assert.Equal(
            ["SCHEDULED", "ROUND_GAP", "OUT_OF_SEQUENCE"],
            run.Json["markets"]![2]!["rounds"]!.AsArray().Select(round => $"{round!["status"]}"));
        Assert.Equal(run.Text, dry.Text.Replace("\"dry_run\":true", "\"dry_run\":false"));
        Assert.Equal(dry.Text, after.Text);
    }

    [Fact]
    public async Task A_market_that_is_refused_holds_up_no_other()
    {
        await keyed.OpenMarket("bulk2", """{"lot":10}""");

        var reply = await keyed.As("olga", "POST", "markets/batch", $$"""
            {"markets":[{"market":"east/standard/bulk2","lot":20},
                        {"market":"east/standard/bulk3","rounds":[
                          {"round":1,"closes_at":"2020-01-01T00:00:00Z"}]},
                        {"market":"east/standard/bulk4"}]}
            """);

        Assert.Equal(("1", "2"), (reply["accepted"], reply["refused"]));
        Assert.Equal("CONFIG_DIFFERS", reply.Json["markets"]![0]!["status"]!.ToString());
        Assert.Equal("CLOSES_IN_PAST", reply.Json["markets"]![1]!["rounds"]![0]!["status"]!.ToString());
    }

    [Theory]
    [InlineData("""[{"market":"east/a/x"},{"market":"west/a/x"}]""", 403)]
    [InlineData("""[{"market":"east/a/x"},{"market":"east/a/x"}]""", 400)]
    [InlineData("""[{"market":"east/a/x"},{"market":"east"}]""", 400)]
    [InlineData("""[{"market":"east/a/x"},{"market":"east/b/x","lots":5}]""", 400)]
    [InlineData("""[{"market":"east/a/x"},{"market":"east/b/x","currency":"XQZ"}]""", 400)]
    [InlineData("[]", 400)]
    public async Task A_list_with_a_slip_or_another_region_opens_nothing(string markets, int status)
    {
        var refused = await keyed.As("olga", "POST", "markets/batch", $$"""{"markets":{{markets}}}""");
        var terms = await keyed.As("olga", "GET", "markets/east/a/x/terms");

        Assert.Equal((status, 404), (refused.Status, terms.Status));
    }
}
