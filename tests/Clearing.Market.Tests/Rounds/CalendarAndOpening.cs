namespace Clearing.Market.Tests;

public sealed class CalendarAndOpening
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    private static ScheduledRound Round(int round, int hours, long reserve = 0) =>
        new(new RoundTerms(round, new CubicFeet(5), new Fee(reserve)), Noon.AddHours(hours));

    [Fact]
    public void Rounds_close_in_the_sequence_of_their_numbers()
    {
        var test = new TestMarket();
        Assert.Equal(ScheduleStatus.Scheduled, test.Do(test.Market.Schedule(Round(2, 2))));
        Assert.Equal(ScheduleStatus.OutOfSequence, test.Do(test.Market.Schedule(Round(1, 3))));
        Assert.Equal(ScheduleStatus.OutOfSequence, test.Do(test.Market.Schedule(Round(3, 1))));
        Assert.Equal(ScheduleStatus.ReserveNegative,
            test.Do(test.Market.Schedule(Round(3, 3, -1))));
        Assert.Equal(ScheduleStatus.Scheduled, test.Do(test.Market.Schedule(Round(1, 1))));
        Assert.Equal([1, 2], test.Market.Calendar.Select(round => round.Terms.Round));
    }

    [Fact]
    public void A_cleared_round_leaves_the_calendar_with_those_it_passed()
    {
        var test = new TestMarket();
        foreach (var round in (int[])[1, 2, 3])
        {
            test.Do(test.Market.Schedule(Round(round, round)));
        }
        test.Cleared(2);
        Assert.Equal([3], test.Market.Calendar.Select(round => round.Terms.Round));
        Assert.Equal(ScheduleStatus.RoundPassed, test.Do(test.Market.Schedule(Round(1, 2))));
    }

    [Fact]
    public void Scheduling_the_same_round_again_changes_nothing()
    {
        var test = new TestMarket();
        test.Do(test.Market.Schedule(Round(1, 1)));
        Assert.Empty(test.Market.Schedule(Round(1, 1)).Events);
        Assert.Equal(ScheduleStatus.RoundDiffers, test.Market.Schedule(Round(1, 2)).Answer);
        test.Cleared(1, 5);
        Assert.Equal(ScheduleStatus.Scheduled, test.Market.Schedule(Round(1, 1)).Answer);
        Assert.Empty(test.Market.Schedule(Round(1, 1)).Events);
    }

    [Fact]
    public void Opening_twice_is_the_same_and_with_another_configuration_refused()
    {
        var config = new MarketConfig
        {
            SellerCaps = [new("a", new CubicFeet(1)),
            new("b", new CubicFeet(2))]
        };
        var test = new TestMarket(config);
        var same = new MarketConfig
        {
            SellerCaps = [new("b", new CubicFeet(2)),
            new("a", new CubicFeet(1))]
        };
        Assert.Equal(OpenStatus.Opened, test.Market.Open(same).Answer);
        Assert.Empty(test.Market.Open(same).Events);
        Assert.Equal(OpenStatus.ConfigDiffers,
            test.Market.Open(same with { Lot = new CubicFeet(2) }).Answer);
    }

    [Theory]
    [InlineData("us-east/standard/2026-Q4", true)]
    [InlineData("us-east/standard", false)]
    [InlineData("us-east/standard/", false)]
    [InlineData("us east/standard/q", false)]
    [InlineData("a/b/c/d", false)]
    [InlineData("", false)]
    public void A_key_is_region_storage_type_and_period(string key, bool allowed)
    {
        var status = new CapacityMarket(key).Open(new MarketConfig()).Answer;
        Assert.Equal(allowed ? OpenStatus.Opened : OpenStatus.KeyMalformed, status);
        Assert.Equal(allowed, MarketKey.TryParse(key, out var parsed) && parsed.ToString() == key);
    }

    public static TheoryData<MarketConfig> OutOfRange => new(
        new MarketConfig { Currency = "usd" },
        new MarketConfig { Currency = "USDX" },
        new MarketConfig { Currency = "XYZ" },
        new MarketConfig { TieRule = TieRule.SeededLottery },
        new MarketConfig { TieRule = TieRule.SeededLottery, LotterySeed = "" },
        new MarketConfig { RepricingSupportPpm = -1 },
        new MarketConfig { RepricingSupportPpm = 1_000_001 },
        new MarketConfig { MinorExponent = 7 },
        new MarketConfig { MinorExponent = -1 },
        new MarketConfig { Lot = default },
        new MarketConfig { Tick = default },
        new MarketConfig { TieRule = (TieRule)9 },
        new MarketConfig { PricingRule = (PricingRule)9 },
        new MarketConfig { RepricingMinVolume = new CubicFeet(-1) },
        new MarketConfig { SellerCaps = [new("a", new CubicFeet(-1))] },
        new MarketConfig { SellerCaps = [new("a", default), new("a", new CubicFeet(5))] },
        new MarketConfig { SellerCaps = default },
        new MarketConfig { CreditRatePpm = 10_000_001 },
        new MarketConfig { CreditCapPpm = 1_000_001 },
        new MarketConfig { HighestMaxFee = new Fee(-1) },
        new MarketConfig { SmallestMaxVolume = new CubicFeet(-1) },
        new MarketConfig { CapShareOfBasePpm = -1 },
        new MarketConfig { CapFloor = new CubicFeet(-1) });

    [Theory]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void The_minor_exponent_is_that_of_the_currency(string currency, int exponent)
    {
        var market = new CapacityMarket(TestMarket.Key);
        var config = new MarketConfig { Currency = currency };
        var named = config with { MinorExponent = exponent };
        market.Apply(Assert.Single(market.Open(config).Events));
        Assert.Equal(exponent, market.Config!.MinorExponent);
        Assert.Equal(OpenStatus.Opened, market.Open(named).Answer);
        Assert.Equal(
            OpenStatus.ConfigDiffers, market.Open(config with { MinorExponent = 6 }).Answer);
    }

    [Fact]
    public void A_currency_that_iso_4217_does_not_list_names_its_minor_exponent()
    {
        var config = new MarketConfig { Currency = "XYZ", MinorExponent = 5 };
        Assert.Equal(
            OpenStatus.Opened, new CapacityMarket(TestMarket.Key).Open(config).Answer);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_configuration_out_of_range_opens_nothing(MarketConfig config)
    {
        var (status, events) = new CapacityMarket(TestMarket.Key).Open(config);
        Assert.Equal(OpenStatus.ConfigOutOfRange, status);
        Assert.Empty(events);
    }
}
