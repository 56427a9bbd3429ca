namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A grain that notes the events of its life.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    Task<int> Up();

    /// <summary>Waits for a while of the host's time, then counts up.</summary>
    Task<int> Wait(TimeSpan time);

    /// <summary>Calls another grain, which calls this one, and so on.</summary>
    Task<int> Circle(string other, int depth);

    Task StartTimer(TimerPlan plan);

    Task StopTimer();

    Task End();
}

/// <summary>How the grain's timer ticks, and how long each tick takes.</summary>
[GenerateSerializer, Immutable]
public sealed record TimerPlan(
    [property: Id(0)] TimeSpan Due, [property: Id(1)] TimeSpan Period,
    [property: Id(2)] TimeSpan Takes = default, [property: Id(3)] bool Interleave = false,
    [property: Id(4)] bool Fails = false);

public sealed class LifeGrain(IGrainContext context, IGrainFactory grains, TimeProvider clock)
    : IGrainBase, ILifeGrain
{
    private IGrainTimer? _timer;
    private int _count;
    private bool _ticking;

    public IGrainContext GrainContext => context;

    private string Key => context.GrainId.Key.ToString()!;

    public Task OnActivateAsync(CancellationToken cancellationToken) => Note("activated");

    public Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken) => Note("ended");

    public Task<int> Up() => Task.FromResult(++_count);

    public async Task<int> Wait(TimeSpan time)
    {
        await Note("waits");
        await Task.Delay(time, clock);
        await Note("waited");
        return ++_count;
    }

    public async Task<int> Circle(string other, int depth) => depth == 0
        ? _count
        : await grains.GetGrain<ILifeGrain>(other).Circle(Key, depth - 1);

    public Task StartTimer(TimerPlan plan)
    {
        _timer = this.RegisterGrainTimer(
            _ => Tick(plan),
            new GrainTimerCreationOptions(plan.Due, plan.Period) { Interleave = plan.Interleave });
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task End()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(TimerPlan plan)
    {
        await Note(_ticking ? "ticks twice at once" : "ticks");
        _ticking = true;
        await Task.Delay(plan.Takes, clock);
        _ticking = false;
        if (plan.Fails) { throw new ArithmeticException("a tick that fails"); }
    }

    private Task Note(string what)
    {
        Notes.Add(Key, what);
        return Task.CompletedTask;
    }
}
