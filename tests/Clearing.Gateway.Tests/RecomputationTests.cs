using System.Text.Json.Nodes;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway.Tests;

/// <summary>An auditor's own program computes the same hashes from the gateway's answers.</summary>
public class RecomputationTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Theory]
    [InlineData("SEEDED_LOTTERY", "LOWEST_GRANTED")]
    [InlineData("PRO_RATA", "HIGHEST_REJECTED")]
    [InlineData("EQUAL_SPLIT", "RESERVE_IF_UNDERSUBSCRIBED")]
    public async Task Every_round_recomputes_from_its_book_offers_and_inputs(string tie, string pricing)
    {
        var market = await Season(tie, pricing);
        var sealedBook = await server.As("acme", "GET", $"markets/{market}/rounds/1/book");
        var sealedSeed = await server.As("olga", "GET", $"markets/{market}/rounds/1/inputs");
        var audited = new[] { await Hashes("ann", market, 1), await Hashes("ann", market, 2) };
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        var settled = await Hashes("acme", market, 3);

        Assert.Equal((403, "SEALED"), (sealedBook.Status, sealedBook.Code));
        Assert.Equal((403, "SEALED"), (sealedSeed.Status, sealedSeed.Code));
        Assert.All(audited.Append(settled), hashes => Assert.Equal(hashes.Told, hashes.Computed));
    }

    [Fact]
    public async Task The_hash_of_a_closed_book_is_public_before_the_clearing_and_the_book_is_not()
    {
        var market = await server.OpenMarket("closed", "{}");
        await Bid("acme", market, "b1", 500, 10, 0, "PERIOD");
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/close", "");
        var closed = await server.As("bob", "GET", $"markets/{market}/rounds");
        var terms = await server.As("bob", "GET", $"markets/{market}/terms");
        var early = await server.As("ann", "GET", $"markets/{market}/rounds/1/book");
        var curve = await server.As("ann", "GET", $"markets/{market}/rounds/1/curve");
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/clear", "{}");
        var round = await server.As("bob", "GET", $"markets/{market}/rounds/1");

        var told = closed.Json["closed_book"]!;
        Assert.Equal(("1", round["book_hash"]), ($"{told["round"]}", $"{told["book_hash"]}"));
        Assert.Equal(told.ToJsonString(), terms.Json["closed_book"]!.ToJsonString());
        Assert.Equal((404, 404), (early.Status, curve.Status));
    }

    [Fact]
    public async Task The_curve_names_nobody_and_is_exact_for_all_once_the_market_is_settled()
    {
        var market = await server.OpenMarket("curve", """{"seller_cap":{"acme":100}}""");
        await Bid("acme", market, "secret-1", 700, 80, 0, "PERIOD");
        await Bid("acme", market, "secret-2", 500, 50, 0, "PERIOD");
        await Bid("bob", market, "secret-3", 500, 30, 0, "PERIOD");
        await Bid("bob", market, "secret-4", 100, 40, 0, "PERIOD");
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/clear",
            """{"capacity_delta":90,"reserve_fee_micros":200}""");
        var early = await server.As("eve", "GET", $"markets/{market}/rounds/1/curve");
        var audited = await server.As("ann", "GET", $"markets/{market}/rounds/1/curve");
        var round = await server.As("eve", "GET", $"markets/{market}/rounds/1");
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        var curve = await server.As("eve", "GET", $"markets/{market}/rounds/1/curve");

        Assert.Equal(("FEW", null), (early["withheld"], early.Json["steps"]));
        Assert.Null(round.Json["eligible_demand_volume"]);
        // Answers that change at the settlement must not be cached before it.
        Assert.Equal((null, null), (early.Message.Headers.ETag, round.Message.Headers.ETag));
        Assert.NotNull(curve.Message.Headers.ETag);
        Assert.Equal("90", $"{early.Json["granted"]![0]!["cumulative_volume"]}");
        Assert.Equal(audited.Text, curve.Text);
        Assert.Equal(
            ["700 1 80 80 80 80", "500 2 80 50 160 130", "100 1 40 0 200 130"],
            curve.Json["steps"]!.AsArray().Select(step => string.Join(' ',
                new[] { "max_fee_micros", "bids", "volume", "eligible_volume", "cumulative_volume",
                    "cumulative_eligible_volume" }.Select(name => step![name]!.ToJsonString()))));
        Assert.Equal(("3", "true"), (curve["levels"], curve["exact"]));
        Assert.DoesNotContain("secret", curve.Text);
        Assert.DoesNotContain("acme", curve.Text);
    }

    private async Task<string> Season(string tie, string pricing)
    {
        var seed = tie == "SEEDED_LOTTERY" ? "drawn by a notary" : "";
        var market = await server.OpenMarket(tie, $$"""
            {"lot":10,"tie_rule":"{{tie}}","lottery_seed":"{{seed}}","pricing_rule":"{{pricing}}",
             "seller_cap":{"bob":130},"repricing_min_volume":20,
             "repricing_support_ppm":300000}
            """);
        for (var i = 0; i < 12; i++)
        {
            var seller = i % 3 == 0 ? "bob" : "acme";
            await Bid(seller, market, $"b{i}", 300 + 100 * (i % 3), 20 + 10 * i, i % 4 == 0 ? 20 : 0,
                i % 5 == 0 ? "ROUND" : "PERIOD");
        }
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/clear",
            """{"capacity_delta":405,"reserve_fee_micros":300}""");
        var won = (await server.As("ann", "GET", $"markets/{market}/rounds/1/awards")).Json["awards"]!;
        foreach (var award in won.AsArray().Take(3))
        {
            await server.Do($"{award!["seller"]}", "POST", $"sellers/{award["seller"]}/relinquishments",
                $$"""
                {"market":"{{market}}","relinquishment_id":"r-{{award["bid_id"]}}",
                 "award_id":"{{award["award_id"]}}","volume":10}
                """);
        }
        await server.Do("olga", "POST", $"markets/{market}/rounds/2/clear", """{"capacity_delta":15}""");
        await server.As("acme", "POST", "sellers/acme/amendments",
            $$"""{"market":"{{market}}","amendment_id":"a1","bid_id":"b11","max_volume":110}""");
        await server.Do("olga", "POST", $"markets/{market}/rounds/3/clear", """{"capacity_delta":200}""");
        return market;
    }

    private Task Bid(
        string seller, string market, string id, long fee, long volume, long least, string force) =>
        server.Do(seller, "POST", $"sellers/{seller}/bids", $$"""
            {"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}},
             "min_volume":{{least}},"time_in_force":"{{force}}"}
            """);

    private async Task<(string Told, string Computed)> Hashes(string caller, string market, int round)
    {
        var path = $"markets/{market}/rounds/{round}";
        var inputs = (await server.As(caller, "GET", $"{path}/inputs")).Json;
        var rows = await All(caller, $"{path}/book", "bids", RowOf);
        var offers = await All(caller, $"{path}/offers", "offers", offer => new Offer(
            $"{offer["award_id"]}", new CubicFeet(Number(offer, "volume")), $"{offer["seller"]}"));
        var told = inputs["round"]!;
        return ($"{told["book_hash"]} {told["result_hash"]}",
            Recomputation.BookHash(market, InputsOf(inputs), rows) + " "
                + Recomputation.ResultHash(market, InputsOf(inputs), rows, offers));
    }

    private async Task<List<T>> All<T>(string caller, string path, string list, Func<JsonNode, T> read)
    {
        var all = new List<T>();
        for (string? cursor = "0"; cursor is not null;)
        {
            var page = await server.As(caller, "GET", $"{path}?limit=2&cursor={cursor}");
            all.AddRange(page.Json[list]!.AsArray().Select(element => read(element!)));
            cursor = page["next_cursor"];
        }
        return all;
    }

    private static BookRow RowOf(JsonNode row) => new(
        Number(row, "sequence"), new Fee(Number(row, "max_fee_micros")),
        new CubicFeet(Number(row, "want_volume")), new CubicFeet(Number(row, "need_volume")),
        Words.TimesInForce[$"{row["time_in_force"]}"], $"{row["bid_id"]}", $"{row["seller"]}",
        row["seller_room_volume"] is null ? null : new CubicFeet(Number(row, "seller_room_volume")));

    private static RoundInputs InputsOf(JsonNode inputs)
    {
        var (config, round) = (inputs["config"]!, inputs["round"]!);
        var terms = new RoundTerms(
            (int)Number(round, "round"), new CubicFeet(Number(inputs, "terms_capacity_delta")),
            new Fee(Number(round, "reserve_fee_micros")));
        var rules = new MarketConfig
        {
            Lot = new CubicFeet(Number(config, "lot")),
            TieRule = Words.TieRules[$"{config["tie_rule"]}"],
            LotterySeed = $"{config["lottery_seed"]}",
            PricingRule = Words.PricingRules[$"{config["pricing_rule"]}"],
            RepricingMinVolume = new CubicFeet(Number(config, "repricing_min_volume")),
            RepricingSupportPpm = (int)Number(config, "repricing_support_ppm"),
        };
        var report = new RoundReport(
            terms, new CubicFeet(Number(round, "capacity_delta")), default, default, default, default,
            null, null, null, 0, 0, 0, "", "");
        return new RoundInputs(
            rules, 0, new CubicFeet(Number(inputs, "pool_volume")),
            new CubicFeet(Number(inputs, "on_offer_volume")), 0, report,
            RulesEdition.Second, $"{inputs["nonce"]}");
    }

    private static long Number(JsonNode from, string name) => (long)from[name]!;
}
