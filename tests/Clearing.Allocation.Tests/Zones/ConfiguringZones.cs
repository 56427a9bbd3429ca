using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Tests.Zones;

public class ConfiguringZones
{
    private static readonly ZoneTerms Terms =
        new("America/New_York", PeriodKind.Month, "USD", 2, new AllocationConfig());

    [Fact]
    public void The_rules_of_a_zone_may_change_and_nothing_else()
    {
        var zone = Configured(Terms);
        var rules = Terms with { Rules = new AllocationConfig { FloorVolume = 30 } };

        Assert.Empty(zone.Configure(Terms with { Rules = new AllocationConfig() }).Events);
        Assert.Equal(ZoneStatus.ZoneDiffers, zone.Configure(Terms with { Currency = "EUR" }).Answer);
        Assert.Equal(new ZoneConfigured(rules), Assert.Single(zone.Configure(rules).Events));
    }

    [Fact]
    public void Of_two_refusals_the_first_is_given()
    {
        var wrong = Terms with
        {
            TimeZone = "Mars/Base",
            Rules = new AllocationConfig { AlphaPpm = -1 },
            Currency = "EUR",
        };

        Assert.Equal(ZoneStatus.TimeZoneUnknown, Configured(Terms).Configure(wrong).Answer);
        Assert.Equal(
            ZoneStatus.ConfigOutOfRange,
            Configured(Terms).Configure(wrong with { TimeZone = "UTC" }).Answer);
    }

    [Theory]
    [InlineData("USD", -1, PeriodKind.Month, ZoneStatus.ConfigOutOfRange)]
    [InlineData("USD", 0, PeriodKind.Month, ZoneStatus.Configured)]
    [InlineData("USD", 6, PeriodKind.Quarter, ZoneStatus.Configured)]
    [InlineData("USD", 7, PeriodKind.Month, ZoneStatus.ConfigOutOfRange)]
    [InlineData("usd", 2, PeriodKind.Month, ZoneStatus.ConfigOutOfRange)]
    [InlineData("US", 2, PeriodKind.Month, ZoneStatus.ConfigOutOfRange)]
    [InlineData(null, 2, PeriodKind.Month, ZoneStatus.ConfigOutOfRange)]
    [InlineData("USD", 2, (PeriodKind)9, ZoneStatus.ConfigOutOfRange)]
    public void Currency_digits_and_periods_are_within_their_ranges(
        string? currency, int exponent, PeriodKind periods, ZoneStatus answer) =>
        Assert.Equal(
            answer,
            new Zone().Configure(Terms with
            {
                Currency = currency!, MinorExponent = exponent, Periods = periods,
            }).Answer);

    [Fact]
    public void A_day_begins_at_midnight_of_the_region()
    {
        var instant = new DateTimeOffset(2026, 11, 1, 3, 59, 59, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 10, 31), Terms.DayAt(instant));
        Assert.Equal(new DateOnly(2026, 11, 1), Terms.DayAt(instant.AddSeconds(1)));
    }

    [Fact]
    public void Sellers_come_in_pages_in_ordinal_sequence_and_enter_once()
    {
        var zone = Configured(Terms);
        foreach (var seller in new[] { "b", "a", "B", "c" })
        {
            foreach (var happened in zone.Enter(seller)) { zone.Apply(happened); }
        }

        Assert.Empty(zone.Enter("a"));
        Assert.Equal(["B", "a"], zone.Page("", 2).AsEnumerable());
        Assert.Equal(["b", "c"], zone.Page("a", 9).AsEnumerable());
    }

    [Theory]
    [InlineData("us-east/standard/acme", "us-east/standard", "acme")]
    [InlineData("us-east/standard/a/b", "us-east/standard", "a/b")]
    public void The_key_of_a_seller_in_a_zone_is_taken_apart(string key, string zone, string seller)
    {
        Assert.Equal((zone, seller), ZoneKey.Split(key));
    }

    [Theory]
    [InlineData("us-east")]
    [InlineData("us-east/standard")]
    [InlineData("us-east/standard/")]
    [InlineData("/standard/acme")]
    public void Anything_else_is_no_such_key(string key)
    {
        Assert.Throws<FormatException>(() => ZoneKey.Split(key));
    }

    private static Zone Configured(ZoneTerms terms)
    {
        var zone = new Zone();
        foreach (var happened in zone.Configure(terms).Events) { zone.Apply(happened); }
        return zone;
    }
}
