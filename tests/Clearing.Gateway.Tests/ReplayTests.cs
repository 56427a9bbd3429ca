using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>What other bids and other rules would have come to.</summary>
public sealed class ReplayTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Fact]
    public async Task A_seller_learns_what_another_fee_would_have_got()
    {
        var market = await Settled("asked");
        var same = await WhatIf("bob", "b-1", market, "max_fee_micros=8000000");
        var higher = await WhatIf("cat", "c-1", market, "max_fee_micros=8000001");
        var smaller = await WhatIf("bob", "b-1", market, "max_volume=40");

        Assert.True((bool)same.Json["exact"]!);
        Assert.True((bool)same.Json["bids_held_fixed"]!);
        Assert.StartsWith("Bids held fixed", $"{same.Json["caution"]}");
        Assert.Equal($"{same.Json["old"]}", $"{same.Json["new"]}");
        Assert.Equal(0, (int)higher.Json["old"]!["granted_volume"]!);
        Assert.Equal(50, (int)higher.Json["new"]!["granted_volume"]!);
        Assert.Equal(8_000_001, (int)higher.Json["least_winning_fee_micros"]!);
        // Ten are left for c at 1.00, and everybody pays that.
        Assert.Equal(1_000_000, (int)smaller.Json["new"]!["awards"]![0]!["round_fee_micros"]!);
        Assert.Equal("4000", $"{smaller.Json["new"]!["charge_minor"]}");
    }

    [Fact]
    public async Task Credits_are_shown_at_the_sellers_own_sales_and_at_less()
    {
        var market = await Settled("sold");
        var answer = await WhatIf("bob", "b-1", market, "max_fee_micros=8000000");

        // 1,000.00 on 50 cubic feet are 20.00 each, of which 15 % are 3.00 for each of 50.
        Assert.Equal(2_000, (int)answer.Json["own_sales_per_foot_minor"]!);
        Assert.Equal(15_000, (int)answer.Json["new"]!["credit_at_own_sales_minor"]!);
        Assert.Equal(9_000, (int)answer.Json["new"]!["credit_at_lower_sales_minor"]!);
        // 15 % of 53.34 pay a fee of 8.00, and of 53.33 do not.
        Assert.Equal(5_334, (int)answer.Json["break_even_sales_per_foot_minor"]!);
    }

    [Fact]
    public async Task Until_the_settlement_public_results_alone_answer()
    {
        var market = await Cleared("standing");
        var winner = await WhatIf("bob", "b-1", market, "max_fee_micros=1");
        var loser = await WhatIf("cat", "c-1", market, "max_fee_micros=9");

        Assert.False((bool)winner.Json["exact"]!);
        Assert.Null(winner.Json["new"]);
        Assert.Contains("sealed", $"{winner.Json["caution"]}");
        Assert.Equal(50, (int)winner.Json["old"]!["granted_volume"]!);
        Assert.Equal(8_000_000, (int)winner.Json["least_winning_fee_micros"]!);
        Assert.Equal(8_000_001, (int)loser.Json["least_winning_fee_micros"]!);
    }

    [Fact]
    public async Task A_bid_in_an_open_book_is_told_nothing()
    {
        var market = await server.OpenMarket("open", "{}");
        await Bid("acme", market, "a-1", 9_000_000, 100);

        var refused = await WhatIf("acme", "a-1", market, "max_fee_micros=1");

        Assert.Equal((409, "BID_NOT_CLEARED"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Another_sellers_bid_is_refused()
    {
        var market = await Settled("guarded-replay");
        var others = await WhatIf("acme", "b-1", market, "max_fee_micros=1");
        var path = await server.As(
            "acme", "GET", $"sellers/bob/bids/b-1/whatif?market={market}&max_fee_micros=1");
        var operators = await server.As(
            "olga", "GET", $"sellers/bob/bids/b-1/whatif?market={market}&max_fee_micros=1");

        Assert.Equal((404, "BID_UNKNOWN"), (others.Status, others.Code));
        Assert.Equal((403, 403), (path.Status, operators.Status));
    }

    [Theory]
    [InlineData("", "FIELD_INVALID", "max_fee_micros", null, null)]
    [InlineData("max_fee_micros=-1", "FIELD_INVALID", "max_fee_micros", "-1", 0)]
    [InlineData("max_fee_micros=1.5", "FIELD_INVALID", "max_fee_micros", "1.5", 0)]
    [InlineData("max_volume=0", "FIELD_INVALID", "max_volume", "0", 1)]
    [InlineData("max_fee_micros=150", "FEE_OFF_TICK", "max_fee_micros", "150", 100)]
    [InlineData("max_volume=15", "VOLUME_OFF_LOT", "max_volume", "15", 10)]
    [InlineData("max_fee_micros=1000100", "FEE_ABOVE_LIMIT", "max_fee_micros", "1000100", 1000000)]
    public async Task A_wrong_question_is_refused_with_its_field_value_and_limit(
        string query, string code, string field, string? value, int? limit)
    {
        var market = await server.OpenMarket(
            $"rules-{query.Replace('=', '-').Replace(".", "")}",
            """{"lot":10,"tick_micros":100,"highest_max_fee_micros":1000000}""");
        await Bid("acme", market, "a-1", 900, 100);
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/1/clear", """{"capacity_delta":100}""");
        foreach (var settled in new[] { false, true })
        {
            if (settled) { await server.Do("olga", "POST", $"markets/{market}/settle", ""); }

            var refused = await WhatIf("acme", "a-1", market, query);

            Assert.Equal(code, refused.Code);
            Assert.Equal(field, $"{refused.Json["field"]}");
            Assert.Equal(value, (string?)refused.Json["value"]);
            Assert.Equal(limit, (int?)refused.Json["limit"]);
        }
    }

    [Fact]
    public async Task Another_rule_is_compared_by_round_market_and_seller()
    {
        var market = await Settled("compared");

        var answer = await server.As(
            "olga", "POST", $"markets/{market}/backtest", """{"reserve_fee_micros":9000000}""");

        Assert.StartsWith("Bids held fixed", $"{answer.Json["caution"]}");
        Assert.True((bool)answer.Json["bids_held_fixed"]!);
        var totals = answer.Json["totals"]!;
        Assert.Equal(
            ("120000", "90000", "90000"),
            ($"{totals["old_charge_minor"]}", $"{totals["new_charge_minor"]}",
                $"{totals["new_charge_in_equilibrium_minor"]}"));
        Assert.Equal(1_000_000, (int)totals["bracket_ppm"]!);
        var round = answer.Json["rounds"]!.AsArray().Single()!;
        Assert.Equal(
            (8_000_000, 9_000_000, 150, 100),
            ((int)round["old_fee_micros"]!, (int)round["new_fee_micros"]!,
                (int)round["old_granted_volume"]!, (int)round["new_granted_volume"]!));
        var bob = answer.Json["sellers"]!.AsArray().Single(of => $"{of!["seller"]}" == "bob")!;
        Assert.Equal((50, 0), ((int)bob["old_volume"]!, (int)bob["new_volume"]!));
        Assert.Equal("-25000", $"{bob["net_difference_minor"]}");
    }

    [Fact]
    public async Task A_region_is_compared_market_by_market()
    {
        var settled = await Settled("all-settled");
        var open = await Cleared("all-open");

        var answer = await server.As(
            "ann", "POST", "regions/east/backtest", """{"credit_rate_ppm":0}""");
        var none = await server.As(
            "ann", "POST", "regions/east/backtest?period=1999-Q1", """{"credit_rate_ppm":0}""");

        Assert.Contains(answer.Json["markets"]!.AsArray(), of => $"{of!["market"]}" == settled);
        Assert.Contains(
            answer.Json["skipped"]!.AsArray(),
            of => $"{of!["market"]}" == open && $"{of["code"]}" == "BOOKS_SEALED");
        var total = answer.Json["totals"]!.AsArray().Single()!;
        Assert.Equal("USD", $"{total["currency"]}");
        // Other tests of this server settle markets of the region too.
        Assert.Equal((int)total["markets"]! == 1 ? "" : "0", $"{total["charge_difference_low_minor"]}");
        Assert.True((long)total["new_net_minor"]! > (long)total["old_net_minor"]!);
        Assert.Empty(none.Json["markets"]!.AsArray());
    }

    [Fact]
    public async Task Sealed_books_strangers_and_empty_questions_are_refused()
    {
        var open = await Cleared("sealed-book");
        var settled = await Settled("watched-book");
        var path = $"markets/{settled}/backtest";
        const string Rules = """{"seller_cap":10}""";

        var before = await server.As("olga", "POST", $"markets/{open}/backtest", Rules);
        var seller = await server.As("acme", "POST", path, Rules);
        var foreign = await server.As("otto", "POST", path, Rules);
        var empty = await server.As("olga", "POST", path, "{}");
        var wrong = await server.As("olga", "POST", path, """{"repricing_support_ppm":1000001}""");
        var seedless = await server.As("olga", "POST", path, """{"tie_rule":"SEEDED_LOTTERY"}""");
        var never = await server.As("olga", "POST", "markets/east/standard/never/backtest", Rules);

        Assert.Equal((409, "BOOKS_SEALED"), (before.Status, before.Code));
        Assert.Equal((403, 403), (seller.Status, foreign.Status));
        Assert.Equal((400, "tie_rule"), (empty.Status, $"{empty.Json["field"]}"));
        Assert.Equal(
            (400, "repricing_support_ppm"), (wrong.Status, $"{wrong.Json["field"]}"));
        Assert.Equal((400, "lottery_seed"), (seedless.Status, $"{seedless.Json["field"]}"));
        Assert.Equal((404, "MARKET_UNKNOWN"), (never.Status, never.Code));
    }

    private Task<Reply> WhatIf(string seller, string bid, string market, string query) =>
        server.As(
            seller, "GET",
            $"sellers/{seller}/bids/{bid}/whatif?market={market}"
            + (query.Length > 0 ? $"&{query}" : ""));

    private async Task<string> Cleared(string name)
    {
        var market = await server.OpenMarket(name, "{}");
        await Bid("acme", market, "a-1", 9_000_000, 100);
        await Bid("bob", market, "b-1", 8_000_000, 100);
        await Bid("cat", market, "c-1", 1_000_000, 100);
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/1/clear", """{"capacity_delta":150}""");
        await server.Do(
            "bob", "POST", "sellers/bob/sales",
            $$"""{"market":"{{market}}","report_id":"{{name}}","incremental_minor":100000}""");
        return market;
    }

    private async Task<string> Settled(string name)
    {
        var market = await Cleared(name);
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        return market;
    }

    private Task Bid(string seller, string market, string id, long fee, long volume) => server.Do(
        seller, "POST", $"sellers/{seller}/bids",
        $$"""
        {"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}
        """);
}
