using Clearing.Gateway;
using Clearing.Pages.Markets;

namespace Clearing.Pages.Tests.Markets;

public class WordingHealth
{
    [Fact]
    public void A_market_of_which_everything_was_measured_is_called_fine()
    {
        var health = Health(Measured(10), Measured(0));

        Assert.Equal("No alarm", HealthWords.Alarms(health));
        Assert.Equal("Nothing looks suspicious", HealthWords.Finding(health));
    }

    [Fact]
    public void A_market_of_which_something_is_sealed_is_not_called_fine()
    {
        var health = Health(Measured(10), Measured(null));

        Assert.Equal("No alarm so far", HealthWords.Alarms(health));
        Assert.Equal(
            "Nothing that can be measured or seen yet looks suspicious", HealthWords.Finding(health));
    }

    [Fact]
    public void Alarms_are_counted_and_a_single_one_is_named()
    {
        Assert.Equal("1 alarm", HealthWords.Alarms(Health(Measured(10, alarm: true), Measured(null))));
        Assert.Equal("Share raises an alarm", HealthWords.Finding(Health(Measured(10, alarm: true))));
        Assert.Equal(
            "2 measures raise an alarm",
            HealthWords.Finding(Health(Measured(10, alarm: true), Measured(20, alarm: true))));
    }

    private static MeasureAnswer Measured(long? ppm, bool alarm = false) =>
        new("share", "Share", "how", "above 60 %", ppm, alarm, "", []);

    private static HealthAnswer Health(params MeasureAnswer[] measures) => new(
        "us-east/standard/2027-Q1", measures.Count(of => of.Alarm), [.. measures], []);
}
