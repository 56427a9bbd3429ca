namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The rules for calls without an answer and for grains that end.</summary>
public abstract class TimeoutRules(GrainHost host)
{
    private readonly string _key = GrainHost.NewKey();

    private ILifeGrain Grain => host.Grains.GetGrain<ILifeGrain>(_key);

    [Fact]
    public Task A_call_that_takes_too_long_times_out_and_takes_effect() => host.Run(async () =>
    {
        await TimesOut(Grain.Wait(2 * host.ResponseTimeout));
        await host.Until(() => Notes.Count(_key, "waited") == 1);
        Assert.Equal(2, await Grain.Up());
    });

    [Fact]
    public Task A_call_that_nobody_waits_for_any_more_is_not_begun() => host.Run(async () =>
    {
        await Grain.Up();
        var slow = Grain.Wait(2 * host.ResponseTimeout);
        await host.Until(() => Notes.Count(_key, "waits") == 1);
        var behind = Grain.Up();
        await TimesOut(slow);
        await TimesOut(behind);
        await host.Until(() => Notes.Count(_key, "waited") == 1);
        Assert.Equal(3, await Grain.Up());
    });

    [Fact]
    public Task Grains_that_wait_for_each_other_time_out() =>
        host.Run(() => TimesOut(Grain.Circle(GrainHost.NewKey(), 2)));

    [Fact]
    public Task A_running_call_ends_before_its_activation_and_the_next_call_has_a_new_one() =>
        host.Run(async () =>
        {
            var slow = Grain.Wait(2 * host.Moment);
            await host.Until(() => Notes.Count(_key, "waits") == 1);
            await Grain.End();
            var after = Grain.Up();
            Assert.Equal((1, 1), (await slow, await after));
            Assert.Equal(["activated", "waits", "waited", "ended", "activated"], Notes.Of(_key));
        });

    [Fact]
    public Task Memory_does_not_outlive_the_process() => host.Run(async () =>
    {
        Assert.Equal(1, await Grain.Up());
        Assert.Equal(2, await Grain.Up());
        await host.Restart();
        Assert.Equal(1, await Grain.Up());
    });

    private static Task TimesOut(Task call) => Assert.ThrowsAsync<TimeoutException>(() => call);
}

public sealed class TimeoutsOnOrleans(ImpatientHost host)
    : TimeoutRules(host), IClassFixture<ImpatientHost>;

public sealed class TimeoutsInTheSimulation() : TimeoutRules(new SimulatedHost());
