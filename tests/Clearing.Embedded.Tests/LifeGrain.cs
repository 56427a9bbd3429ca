namespace Clearing.Embedded.Tests;

/// <summary>A grain that notes its life in the world's trace.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    Task<int> Up();

    /// <summary>Waits for a while of the world's time.</summary>
    Task<int> Wait(TimeSpan time);

    /// <summary>Calls another, which calls this one.</summary>
    Task<int> Circle(string other, int depth);

    Task StartTimer(TimerPlan options);

    Task<int> Ticks();

    Task StopTimer();

    Task End();
}

/// <summary>How the grain's timer ticks, and how long each tick takes.</summary>
[GenerateSerializer, Immutable]
public sealed record TimerPlan(
    TimeSpan Due, TimeSpan Period, TimeSpan Takes, bool Interleave = false, bool KeepAlive = false,
    bool Fails = false);

public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly World _world;
    private IGrainTimer? _timer;
    private int _count;
    private int _ticks;
    private bool _ticking;

    public LifeGrain(IServiceProvider services) =>
        _world = (World)services.GetService(typeof(World))!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _world.Note($"{this.GetPrimaryKeyString()} activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        _world.Note($"{this.GetPrimaryKeyString()} ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Up() => Task.FromResult(++_count);

    public async Task<int> Wait(TimeSpan time)
    {
        await Task.Delay(time, _world);
        _world.Note($"{this.GetPrimaryKeyString()} waited");
        return ++_count;
    }

    public async Task<int> Circle(string other, int depth) => depth == 0
        ? _count
        : await GrainFactory.GetGrain<ILifeGrain>(other)
            .Circle(this.GetPrimaryKeyString(), depth - 1);

    public Task StartTimer(TimerPlan options)
    {
        _timer = this.RegisterGrainTimer(_ => Tick(options), new()
        {
            DueTime = options.Due,
            Period = options.Period,
            Interleave = options.Interleave,
            KeepAlive = options.KeepAlive,
        });
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(TimerPlan options)
    {
        Assert.False(_ticking);
        _ticking = true;
        _ticks++;
        _world.Note($"{this.GetPrimaryKeyString()} ticks");
        await Task.Delay(options.Takes, _world);
        _ticking = false;
        if (options.Fails)
        {
            throw new ArithmeticException("a tick that fails");
        }
    }
}
