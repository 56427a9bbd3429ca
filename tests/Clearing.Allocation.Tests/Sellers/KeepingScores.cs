using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;

namespace Clearing.Allocation.Tests.Sellers;

public class KeepingScores
{
    private static readonly AllocationConfig Config = new();

    [Theory]
    [InlineData(12, 11)]
    [InlineData(13, 11)]
    [InlineData(18, 11)]
    [InlineData(19, 18)]
    public void A_score_changes_on_Mondays_and_ends_on_the_Sunday_before(int october, int lastDay)
    {
        var score = new ZoneSeller().Score(new(2026, 10, october), Config);

        Assert.Equal(new DateOnly(2026, 10, lastDay), score.LastDay);
        Assert.Equal(90, score.LastDay.DayNumber - score.FirstDay.DayNumber);
    }

    [Fact]
    public void Only_days_of_the_window_are_scored()
    {
        var seller = new ZoneSeller();
        Report(seller, "a", new(2026, 10, 11));
        Report(seller, "b", new(2026, 10, 12));
        Report(seller, "c", new DateOnly(2026, 10, 11).AddDays(-91));

        Assert.Equal(1, seller.Score(new(2026, 10, 15), Config).Score.ReportedDays);
    }

    [Fact]
    public void A_profile_that_is_known_is_no_event()
    {
        var seller = new ZoneSeller();
        var profile = new SellerProfile(new(2020, 5, 1), default);
        foreach (var happened in seller.SetProfile(profile)) { seller.Apply(happened); }

        Assert.Empty(seller.SetProfile(profile));
        Assert.True(seller.TakesPart);
    }

    private static void Report(ZoneSeller seller, string id, DateOnly day)
    {
        var report = new DayReport(id, day, 0, new() { UsedVolume = 1 });
        foreach (var happened in seller.Decide(report, FactWindow.Always, carryUseDays: 7).Events)
        {
            seller.Apply(happened);
        }
    }
}
