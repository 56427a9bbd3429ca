using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>Bodies that break a rule are refused with the member and the rule, and change nothing.</summary>
public class BodyTests
{
    private const string Good = """
        "market":"r/s/p","bid_id":"b1"
        """;

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("340282366920938463463374607431768211456")]
    public void A_fee_is_a_plain_integer_of_64_bits(string fee)
    {
        var problem = Read($$"""{{{Good}},"max_volume":1,"max_fee_micros":{{fee}}}""").Problem!;

        Assert.Equal((400, "FIELD_INVALID", "max_fee_micros"), (problem.Status, problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("")]
    public void What_is_no_JSON_number_is_no_fee(string fee)
    {
        var problem = Read($$"""{{{Good}},"max_volume":1,"max_fee_micros":{{fee}}}""").Problem!;

        Assert.Equal((400, "BODY_MALFORMED"), (problem.Status, problem.Code));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":1 /* c */}""")]
    [InlineData("""{'a':1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("")]
    [InlineData("\0")]
    public void What_is_no_strict_JSON_is_refused(string text)
    {
        var problem = Read(text).Problem!;

        Assert.Equal((400, "BODY_MALFORMED"), (problem.Status, problem.Code));
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused()
    {
        var problem = Read(new string('[', 10_000)).Problem!;

        Assert.Equal((400, "BODY_MALFORMED"), (problem.Status, problem.Code));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        var problem = Body<BidBody>.Parse([(byte)'"', 0xC3, 0x28, (byte)'"'], null).Problem!;

        Assert.Equal((400, "BODY_MALFORMED"), (problem.Status, problem.Code));
    }

    [Fact]
    public void Every_broken_rule_of_a_body_is_told_at_once()
    {
        var problem = Read("""{"max_fee_micros":"1","max_volume":1.5,"colour":"red","market":"x"}""").Problem!;

        Assert.Equal(
            ["market", "bid_id", "max_fee_micros", "max_volume", "colour"],
            problem.Errors!.Select(error => error.Field));
    }

    [Theory]
    [InlineData("minor_exponent", "7", 6)]
    [InlineData("minor_exponent", "-1", 0)]
    [InlineData("lot", "0", 1)]
    [InlineData("credit_rate_ppm", "10000001", 10_000_000)]
    [InlineData("credit_cap_ppm", "1000001", 1_000_000)]
    [InlineData("highest_max_fee_micros", "-1", 0)]
    [InlineData("cap_share_of_base_ppm", "2147483648", int.MaxValue)]
    public void A_number_out_of_its_range_is_refused_with_the_limit(
        string member, string value, long limit)
    {
        var text = Encoding.UTF8.GetBytes($$"""{"{{member}}":{{value}}}""");
        var problem = Body<ConfigBody>.Parse(text, key: null).Problem!;

        Assert.Equal((member, value, limit), (problem.Field, problem.Value, problem.Limit));
    }

    [Theory]
    [InlineData("""{"currency":"usd"}""", "currency")]
    [InlineData("""{"currency":"USD\n"}""", "currency")]
    [InlineData("""{"currency":"XYZ"}""", "minor_exponent")]
    [InlineData("""{"seller_cap":{"a b":1}}""", "seller_cap['a b']")]
    [InlineData("""{"seller_cap":{"a":-1}}""", "seller_cap.a")]
    [InlineData("""{"tie_rule":"SEEDED_LOTTERY"}""", "lottery_seed")]
    public void A_configuration_that_breaks_a_rule_is_refused_with_the_member(
        string text, string member)
    {
        var problem = Body<ConfigBody>.Parse(Encoding.UTF8.GetBytes(text), key: null).Problem!;

        Assert.Equal(("FIELD_INVALID", member), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("JPY", 2, 0)]
    [InlineData("USD", 0, 2)]
    [InlineData("KWD", 2, 3)]
    public void A_minor_exponent_that_is_not_that_of_the_currency_is_refused_with_the_right_one(
        string currency, int exponent, long listed)
    {
        var money = $"\"currency\":\"{currency}\",\"minor_exponent\":{exponent}";
        var config = Body<ConfigBody>.Parse(Encoding.UTF8.GetBytes("{" + money + "}"), key: null)
            .Value.ToConfig(new());
        var terms = Body<ZoneBody>.Parse(
            Encoding.UTF8.GetBytes(
                "{\"time_zone\":\"UTC\",\"periods\":\"MONTH\"," + money + "}"),
            key: null).Value.ToTerms(place: null);
        var market = NewConfig.Wrong(config, known: null)!;
        var zone = NewConfig.Wrong(terms, known: null)!;

        Assert.Equal(
            ("minor_exponent", $"{exponent}", listed), (market.Field, market.Value, market.Limit));
        Assert.Equal(
            ("minor_exponent", $"{exponent}", listed), (zone.Field, zone.Value, zone.Limit));
        Assert.Null(NewConfig.Wrong(config with { Lot = new(7) }, config));
        Assert.Null(NewConfig.Wrong(terms with { Rules = new() { FloorVolume = 1 } }, terms));
        Assert.NotNull(NewConfig.Wrong(config, config with { MinorExponent = 1 }));
    }

    [Theory]
    [InlineData("""{"tie_rule":"PRO_RATA","lottery_seed":"x"}""")]
    [InlineData("""{"lottery_seed":"x"}""")]
    public void A_seed_that_the_tie_rule_does_not_use_is_refused_unless_the_market_has_it(string text)
    {
        var config = Body<ConfigBody>.Parse(Encoding.UTF8.GetBytes(text), key: null)
            .Value.ToConfig(new());

        Assert.Equal("lottery_seed", NewConfig.Wrong(config, known: null)!.Field);
        Assert.Equal(
            "lottery_seed", NewConfig.Wrong(config, config with { LotterySeed = "y" })!.Field);
        Assert.Null(NewConfig.Wrong(config, config with { Lot = new(7) }));
    }

    [Fact]
    public void At_most_a_hundred_broken_rules_are_told()
    {
        var members = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"m{i}\":1"));
        var problem = Read("{" + members + "}").Problem!;

        Assert.Equal(100, problem.Errors!.Count);
    }

    private static Body<BidBody> Read(string text) =>
        Body<BidBody>.Parse(Encoding.UTF8.GetBytes(text), key: null);
}
