namespace Clearing.Gateway.Tests;

/// <summary>Idle feeds say that they are alive, not all of them at once.</summary>
public class HeartbeatTests
{
    [Theory]
    [InlineData(0.01, 15)]
    [InlineData(0.7, 15)]
    [InlineData(1, 15)]
    [InlineData(5, 15)]
    [InlineData(10, 20)]
    [InlineData(40, 40)]
    public void Each_group_beats_every_15_s_or_as_often_as_its_source_is_polled(double interval, double most)
    {
        var beats = new Heartbeats();
        var last = new double[Heartbeats.Groups];
        var polls = (int)(300 / interval);
        for (var poll = 0; poll <= polls; poll++)
        {
            var due = beats.Due(TimeSpan.FromSeconds(poll * interval)).ToList();
            Assert.InRange(due.Count, 0, Math.Min(Heartbeats.Groups, (int)Math.Ceiling(interval)));
            Assert.Equal(due.Distinct(), due);
            foreach (var group in due)
            {
                Assert.InRange(poll * interval - last[group], 0, most + interval - 0.001);
                last[group] = poll * interval;
            }
        }
        Assert.All(last, then => Assert.InRange(polls * interval - then, 0, most + interval - 0.001));
    }

    [Fact]
    public void After_news_that_woke_all_groups_only_the_next_one_is_due()
    {
        var beats = new Heartbeats();
        for (var second = 1; second <= 20; second++) { beats.Due(TimeSpan.FromSeconds(second)); }

        Assert.Equal(20 % Heartbeats.Groups, Assert.Single(beats.Due(TimeSpan.FromSeconds(21))));
    }
}
