namespace Clearing.Simulation;

/// <summary>A timer in virtual time; it ends with its process.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly World world;
    private readonly IOwner owner;
    private readonly Action callback;
    private TimeSpan period;
    private int version;

    public VirtualTimer(
        World world, IOwner owner, Action callback, TimeSpan dueTime, TimeSpan period)
    {
        (this.world, this.owner, this.callback) = (world, owner, callback);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
    {
        if (version < 0) { return false; }
        version++;
        period = newPeriod;
        if (dueTime != Timeout.InfiniteTimeSpan) { Arm(dueTime); }
        return true;
    }

    public void Dispose() => version = -1;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(TimeSpan wait)
    {
        var armed = version;
        world.After(wait, owner, () =>
        {
            if (armed != version) { return; }
            if (period > TimeSpan.Zero) { Arm(period); }
            callback();
        });
    }
}
