namespace Clearing.Gateway.Tests;

/// <summary>Rounds that end provisional, and acts that two operators do together.</summary>
public sealed class ProposalTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    private const string Rerun =
        """
        {"proposal_id":"v","reason":"a wrong reserve",
         "void":{"round":1,"capacity_delta":100,"reserve_fee_micros":9}}
        """;

    [Fact]
    public async Task A_provisional_round_is_voided_by_two_operators_and_sellers_see_both_results()
    {
        var market = await Contested("void");
        var first = await server.As("acme", "GET", $"markets/{market}/rounds/1");
        var asked = await server.As("olga", "POST", $"markets/{market}/proposals", Rerun);
        var alone = await Decide("olga", market, "v", "approve");
        var approved = await Decide("omar", market, "v", "approve");
        var seen = await server.As(
            "acme", "GET", $"sellers/acme/contested-rounds?market={market}");
        var feed = await server.As("acme", "GET", $"markets/{market}/rounds/contested");

        Assert.Equal(("PROVISIONAL", "5"), ($"{first["stage"]}", $"{first["round_fee_micros"]}"));
        Assert.Equal(("VOID", "PENDING", "olga"), (
            $"{asked["act"]}", $"{asked["stage"]}", $"{asked["proposed_by"]}"));
        Assert.Equal((403, "SAME_OPERATOR"), (alone.Status, alone.Code));
        Assert.Equal(("APPROVED", "omar"), ($"{approved["stage"]}", $"{approved["decided_by"]}"));
        Assert.Equal(
            ["VOIDED a wrong reserve 1", "PROVISIONAL  0"],
            seen.Json["rounds"]!.AsArray().Select(round =>
                $"{round!["round"]!["stage"]} {round["reason"]} {round["awards"]!.AsArray().Count}"));
        Assert.All(
            feed.Json["rounds"]!.AsArray(), round => Assert.Empty(round!["awards"]!.AsArray()));
    }

    [Fact]
    public async Task Until_a_round_binds_nobody_is_charged_and_the_next_one_waits()
    {
        var market = await Contested("waits");
        var statement = await server.As("acme", "GET", $"sellers/acme/statement?market={market}");
        var next = await server.As("olga", "POST", $"markets/{market}/rounds/2/close", "");
        var terms = await server.As("olga", "GET", $"markets/{market}");

        Assert.Equal(404, statement.Status);
        Assert.Equal((409, "OTHER_ROUND_CLOSED"), (next.Status, next.Code));
        Assert.Contains("binds at", $"{next["detail"]}");
        Assert.NotNull(terms["binds_at"]);
    }

    [Fact]
    public async Task A_large_correction_needs_a_second_operator()
    {
        var market = await server.OpenMarket(
            "corrects", """{"four_eyes_correction_minor":500,"four_eyes_cut_volume":50}""");
        await Win(market);
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        await Patience.Until(
            () => server.As("acme", "GET", $"sellers/acme/statement?market={market}"),
            statement => statement["final"] == "true");
        var body = $$"""{"market":"{{market}}","correction_id":"k","amount_minor":-501,"note":"n"}""";
        var refused = await server.As("olga", "POST", "sellers/acme/corrections", body);
        await server.Do(
            "olga", "POST", $"markets/{market}/proposals",
            """
            {"proposal_id":"p","reason":"measured again","correction":
             {"seller":"acme","correction_id":"k","amount_minor":-501,"note":"n"}}
            """);
        await Decide("omar", market, "p", "approve");
        var again = await Decide("omar", market, "p", "approve");
        var statement = await server.As("acme", "GET", $"sellers/acme/statement?market={market}");

        Assert.Equal((409, "APPROVAL_NEEDED"), (refused.Status, refused.Code));
        Assert.Equal("-501", $"{statement["corrections_minor"]}");
        Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_proposal_names_one_act_and_a_refused_one_says_why()
    {
        var market = await server.OpenMarket("names", "{}");
        var none = await server.As(
            "olga", "POST", $"markets/{market}/proposals", """{"proposal_id":"p","reason":"r"}""");
        var early = await server.As("olga", "POST", $"markets/{market}/proposals", Rerun);
        var unknown = await Decide("omar", market, "none", "approve");
        await server.Do(
            "olga", "POST", $"markets/{market}/proposals",
            """{"proposal_id":"s","reason":"done","settle":true}""");
        var again = await server.As(
            "olga", "POST", $"markets/{market}/proposals",
            """{"proposal_id":"s","reason":"done","settle":true}""");
        var nowhere = await server.As("olga", "GET", "markets/east/no/such/proposals");
        var withdrawn = await Decide("omar", market, "s", "withdraw");
        var late = await Decide("omar", market, "s", "approve");

        Assert.Equal((400, "void"), (none.Status, none["field"]));
        Assert.Equal((409, "ROUND_NOT_PROVISIONAL"), (early.Status, early.Code));
        Assert.Equal(
            (404, "PROPOSAL_UNKNOWN", "proposal", "none"),
            (unknown.Status, unknown.Code, unknown["field"], unknown["value"]));
        Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal((404, "MARKET_UNKNOWN"), (nowhere.Status, nowhere.Code));
        Assert.Equal("WITHDRAWN", withdrawn["stage"]);
        Assert.Equal((409, "PROPOSAL_WITHDRAWN"), (late.Status, late.Code));
    }

    [Fact]
    public async Task An_id_with_a_slash_can_be_decided_on()
    {
        var market = await Contested("slash");
        await server.Do(
            "olga", "POST", $"markets/{market}/proposals", Rerun.Replace("\"v\"", "\"acme/v\""));
        var approved = await Decide("omar", market, "acme%2Fv", "approve");

        Assert.Equal((200, "acme/v", "APPROVED"), (approved.Status, approved["proposal_id"], approved["stage"]));
    }

    [Fact]
    public async Task What_an_auditor_sees_before_others_is_in_no_cache_for_them()
    {
        var market = await server.OpenMarket("cached", "{}");
        await Win(market);
        foreach (var path in new[] { "", "/curve" })
        {
            var audited = await server.As("ann", "GET", $"markets/{market}/rounds/1{path}");

            Assert.Equal(200, audited.Status);
            Assert.True(audited.Message.Headers.CacheControl!.NoCache, path);
        }
    }

    [Fact]
    public async Task Who_is_refused_because_a_round_is_provisional_is_told_when_it_binds()
    {
        var market = await Contested("binding");
        var binds = (await server.As("olga", "GET", $"markets/{market}/rounds/1"))["binds_at"]!;

        Reply[] refused =
        [
            await server.As("acme", "POST", "sellers/acme/cancellations",
                $$"""{"market":"{{market}}","cancellation_id":"c","bid_id":"b"}"""),
            await server.As("acme", "POST", "sellers/acme/amendments",
                $$"""{"market":"{{market}}","amendment_id":"a","bid_id":"b","max_fee_micros":6}"""),
            await server.As("olga", "POST", $"markets/{market}/settle", ""),
            await server.As("olga", "POST", $"markets/{market}/settle?dry_run=true", ""),
        ];

        Assert.All(refused, reply => Assert.Equal(
            (
                "BOOK_CLOSED",
                $"Round 1 is provisional and binds at {binds[..19]}Z: send another command then, under an "
                + "id of its own."),
            (reply.Code, reply["detail"])));
    }

    private async Task<string> Contested(string name)
    {
        var market = await server.OpenMarket(name, """{"contest_window_seconds":3600}""");
        await Win(market);
        return market;
    }

    private async Task Win(string market)
    {
        await server.Do(
            "acme", "POST", "sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":5,"max_volume":60}""");
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/1/clear", """{"capacity_delta":100}""");
    }

    private Task<Reply> Decide(string by, string market, string proposal, string decision) =>
        server.As(by, "POST", $"markets/{market}/proposals/{proposal}/{decision}", "");
}
