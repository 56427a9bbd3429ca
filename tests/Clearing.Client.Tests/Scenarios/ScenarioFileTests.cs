using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Tests.Scenarios;

public class ScenarioFileTests
{
    [Fact]
    public void A_single_scenario_needs_neither_id_nor_config_nor_expectation()
    {
        var entry = Assert.Single(Valid("""{"events":[]}"""));

        Assert.Equal("1", entry.Scenario.Id);
        Assert.Equal(new MarketConfig(), entry.Scenario.Markets[Scenario.OnlyMarket]);
        Assert.Null(entry.Expected);
    }

    [Fact]
    public void Every_event_is_read()
    {
        var scenario = Valid(
            """
            {"id":"X","events":[
            {"op":"submit","bid":"b","seller":"s","max_fee_micros":3,"max_volume":5},
            {"op":"amend","bid":"b","min_volume":2,"time_in_force":"ROUND"},
            {"op":"cancel","bid":"b"},
            {"op":"relinquish","award":"b@1","volume":4},
            {"op":"clear","round":2,"capacity_delta":-7},
            {"op":"sales","seller":"s","incremental_minor":-9223372036854775808}]}
            """)[0].Scenario;

        Assert.Equal(
            new ScenarioEvent[]
            {
                new SubmitEvent("", new Bid("b", "s", new Fee(3), new CubicFeet(5))),
                new AmendEvent(
                    "", "b", MinVolume: new CubicFeet(2), TimeInForce: TimeInForce.Round),
                new CancelEvent("", "b"),
                new RelinquishEvent("", "b@1", new CubicFeet(4)),
                new ClearEvent("", new RoundTerms(2, new CubicFeet(-7))),
                new SalesEvent("", "s", new Money(long.MinValue)),
            },
            scenario.Events.ToArray());
    }

    [Fact]
    public void Every_setting_of_a_market_is_read()
    {
        var config = Valid(
            """
            {"events":[],"config":{"currency":"JPY","minor_exponent":0,"lot":5,"tick_micros":10,
            "tie_rule":"SEEDED_LOTTERY","lottery_seed":"x","pricing_rule":"HIGHEST_REJECTED",
            "repricing_min_volume":9007199254740993,"seller_cap":{"s":7},"credit_rate_ppm":1,
            "credit_cap_ppm":2,"repricing_support_ppm":3,"highest_max_fee_micros":20,
            "smallest_max_volume":15,"cap_share_of_base_ppm":4,"cap_floor":25}}
            """)[0].Scenario.Markets[Scenario.OnlyMarket];

        Assert.Equal(("JPY", 0), (config.Currency, config.MinorExponent));
        Assert.Equal((5L, 10L), (config.Lot.Value, config.Tick.Micros));
        Assert.Equal((TieRule.SeededLottery, "x"), (config.TieRule, config.LotterySeed));
        Assert.Equal(PricingRule.HighestRejected, config.PricingRule);
        Assert.Equal(9_007_199_254_740_993, config.RepricingMinVolume.Value);
        Assert.Equal(new SellerCap("s", new CubicFeet(7)), Assert.Single(config.SellerCaps));
        Assert.Equal((1, 2), (config.CreditRatePpm, config.CreditCapPpm));
        Assert.Equal(3, config.RepricingSupportPpm);
        Assert.Equal(
            (new Fee(20), new CubicFeet(15)), (config.HighestMaxFee, config.SmallestMaxVolume));
        Assert.Equal((4, new CubicFeet(25)), (config.CapShareOfBasePpm, config.CapFloor));
    }

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("EUR", 2)]
    [InlineData("KWD", 3)]
    public void The_minor_exponent_follows_from_the_currency(string currency, int exponent)
    {
        var scenarios = Valid(
            $$$"""
            {"format":"clearing-scenarios/1","defaults":{"currency":"USD","minor_exponent":2},
            "scenarios":[{"events":[],"config":{"currency":"{{{currency}}}"}}]}
            """);

        Assert.Equal(
            exponent, scenarios[0].Scenario.Markets[Scenario.OnlyMarket].MinorExponent);
    }

    [Theory]
    [InlineData("""{"currency":"XYZ"}""", "$.config.minor_exponent")]
    [InlineData("""{"currency":"JPY","minor_exponent":2}""", "$.config.minor_exponent")]
    [InlineData("""{"tie_rule":"SEEDED_LOTTERY"}""", "$.config.lottery_seed")]
    [InlineData(
        """{"tie_rule":"SEEDED_LOTTERY","lottery_seed":""}""", "$.config.lottery_seed")]
    [InlineData("""{"lottery_seed":"x"}""", "$.config.lottery_seed")]
    [InlineData("""{"tie_rule":"PRO_RATA","lottery_seed":"x"}""", "$.config.lottery_seed")]
    [InlineData("""{"markets":{"m":{"lottery_seed":"x"}}}""", "$.config.markets.m.lottery_seed")]
    public void What_a_configuration_lacks_or_contradicts_is_named(string config, string path)
    {
        var error = Assert.Single(Errors($$$"""{"events":[],"config":{{{config}}}}"""));

        Assert.Equal(path, error.Place);
    }

    [Fact]
    public void A_seed_may_be_given_by_defaults_or_by_each_scenario()
    {
        const string Lottery = "\"tie_rule\":\"SEEDED_LOTTERY\"";
        const string Seed = "\"lottery_seed\":\"x\"";
        static string File(string defaults, string scenario) =>
            "{\"format\":\"clearing-scenarios/1\",\"defaults\":{" + defaults
            + "},\"scenarios\":[{\"events\":[]" + scenario + "}]}";

        Valid(File(Lottery + "," + Seed, ""));
        Valid(File(Lottery, ",\"config\":{" + Seed + "}"));
        Valid(File(Seed, ",\"config\":{" + Lottery + "}"));
        Valid(File(Seed, ",\"config\":{}"));
        Assert.Equal(
            "$.scenarios[0].config.lottery_seed",
            Assert.Single(Errors(File("", ",\"config\":{" + Seed + "}"))).Place);
        Assert.Equal(
            "$.scenarios[0].lottery_seed", Assert.Single(Errors(File(Lottery, ""))).Place);
    }

    [Theory]
    [InlineData("""{"id":"a","events":[]},{"id":"b","events":[]},{"id":"a","events":[]}""", "$.scenarios[2].id")]
    [InlineData("""{"id":"2","events":[]},{"events":[]}""", "$.scenarios[1]")]
    public void Two_scenarios_of_a_file_never_have_the_same_id(string scenarios, string path)
    {
        var error = Assert.Single(Errors(
            $$"""{"format":"clearing-scenarios/1","scenarios":[{{scenarios}}]}"""));

        Assert.Equal(path, error.Place);
        Assert.EndsWith("must be unique in the file: scenario 1 has it too", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_the_program_hold_in_a_replay()
    {
        var replay = ScenarioReplay.Run(Valid(
            """
            {"config":{"highest_max_fee_micros":9,"smallest_max_volume":2,
            "cap_share_of_base_ppm":200000,"cap_floor":5},"events":[
            {"op":"submit","bid":"a","seller":"s","max_fee_micros":10,"max_volume":5},
            {"op":"submit","bid":"b","seller":"s","max_fee_micros":9,"max_volume":1},
            {"op":"submit","bid":"c","seller":"s","max_fee_micros":9,"max_volume":6},
            {"op":"submit","bid":"d","seller":"s","max_fee_micros":9,"max_volume":5}]}
            """)[0].Scenario);

        Assert.Equal(
            [
                new(0, "FEE_ABOVE_LIMIT"), new(1, "VOLUME_BELOW_LIMIT"),
                new(2, "ABOVE_SELLER_CAP"),
            ],
            replay.Rejected.AsEnumerable());
    }

    [Fact]
    public void Defaults_of_a_file_hold_for_its_scenarios()
    {
        var scenarios = Valid(
            """
            {"format":"clearing-scenarios/1","defaults":{"lot":5,"tick_micros":3},
            "scenarios":[{"id":"A","events":[]},{"id":"B","config":{"lot":2},"events":[]}]}
            """);

        Assert.Equal([5L, 2L], scenarios.Select(s => s.Scenario.Markets[""].Lot.Value));
        Assert.Equal([3L, 3L], scenarios.Select(s => s.Scenario.Markets[""].Tick.Micros));
    }

    [Fact]
    public void All_errors_of_a_file_are_found_in_one_pass()
    {
        var errors = Errors(
            """
            {"format":"clearing-scenarios/1","scenarios":[
            {"id":"A","config":{"lot":0},"events":[{"op":"cancel"}]},
            {"id":"B","events":[{"op":"clear","round":"1","capacity_delta":5,"x":1}]}]}
            """);

        Assert.Equal(
            [
                (2, "$.scenarios[0].config.lot"), (2, "$.scenarios[0].events[0].bid"),
                (3, "$.scenarios[1].events[0].round"), (3, "$.scenarios[1].events[0].x"),
            ],
            errors.Select(e => (e.Line, e.Place)));
    }

    [Fact]
    public void Markets_are_read_by_their_key()
    {
        var scenario = Valid(
            """
            {"config":{"markets":{"b":{"lot":2},"a":{}}},"events":[{"op":"cancel","bid":"x","market":"b"}]}
            """)[0].Scenario;

        Assert.Equal(["a", "b"], scenario.Markets.Keys);
        Assert.Equal("b", scenario.Events[0].Market);
    }

    [Theory]
    [InlineData("scenarios.json", 10)]
    [InlineData("peers.json", 25)]
    [InlineData("manipulations.json", 6)]
    public void The_worked_examples_come_out_as_expected(string file, int count)
    {
        using var input = File.OpenRead(Tree.Path("tests", "scenarios", file));
        var scenarios = ScenarioFile.Read(input, file).Value!.Scenarios;

        Assert.Equal(count, scenarios.Length);
        Assert.All(
            scenarios, s => Assert.Empty(ExpectedOutcome.Compare(s.Expected!, ScenarioReplay.Run(s.Scenario))));
    }

    internal static IReadOnlyList<ScenarioEntry> Valid(string json)
    {
        var parsed = ScenarioFile.Read(Tree.Stream(json), "s.json");
        Assert.Empty(parsed.Errors.Kept);
        return parsed.Value!.Scenarios;
    }

    internal static IReadOnlyList<FormatError> Errors(string json)
    {
        var parsed = ScenarioFile.Read(Tree.Stream(json), "s.json");
        Assert.Null(parsed.Value);
        return parsed.Errors.Kept;
    }
}
