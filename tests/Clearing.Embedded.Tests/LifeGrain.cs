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
    private readonly World world;
    private IGrainTimer? timer;
    private int count;
    private int ticks;
    private bool ticking;

    public LifeGrain(IServiceProvider services) =>
        world = (World)services.GetService(typeof(World))!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        world.Note($"{this.GetPrimaryKeyString()} activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        world.Note($"{this.GetPrimaryKeyString()} ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Up() => Task.FromResult(++count);

    public async Task<int> Wait(TimeSpan time)
    {
        await Task.Delay(time, world);
        world.Note($"{this.GetPrimaryKeyString()} waited");
        return ++count;
    }

    public async Task<int> Circle(string other, int depth) => depth == 0
        ? count
        : await GrainFactory.GetGrain<ILifeGrain>(other)
            .Circle(this.GetPrimaryKeyString(), depth - 1);

    public Task StartTimer(TimerPlan options)
    {
        timer = this.RegisterGrainTimer(_ => Tick(options), new()
        {
            DueTime = options.Due,
            Period = options.Period,
            Interleave = options.Interleave,
            KeepAlive = options.KeepAlive,
        });
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(ticks);

    public Task StopTimer()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(TimerPlan options)
    {
        Assert.False(ticking);
        ticking = true;
        ticks++;
        world.Note($"{this.GetPrimaryKeyString()} ticks");
        await Task.Delay(options.Takes, world);
        ticking = false;
        if (options.Fails)
        {
            throw new ArithmeticException("a tick that fails");
        }
    }
}
