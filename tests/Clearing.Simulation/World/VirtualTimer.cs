namespace Clearing.Simulation;

/// <summary>A timer in virtual time; it ends with its process.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly World _world;
    private readonly IOwner _owner;
    private readonly Action _callback;
    private TimeSpan _period;
    private int _version;

    public VirtualTimer(
        World world, IOwner owner, Action callback, TimeSpan dueTime, TimeSpan period)
    {
        (_world, _owner, _callback) = (world, owner, callback);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
    {
        if (_version < 0) { return false; }
        _version++;
        _period = newPeriod;
        if (dueTime != Timeout.InfiniteTimeSpan) { Arm(dueTime); }
        return true;
    }

    public void Dispose() => _version = -1;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(TimeSpan wait)
    {
        var armed = _version;
        _world.After(wait, _owner, () =>
        {
            if (armed != _version) { return; }
            if (_period > TimeSpan.Zero) { Arm(_period); }
            _callback();
        });
    }
}
