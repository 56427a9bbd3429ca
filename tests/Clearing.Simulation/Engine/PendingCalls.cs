namespace Clearing.Simulation;

/// <summary>The calls without an answer, and the one timer that times them out.</summary>
internal sealed class PendingCalls
{
    private readonly Queue<GrainCall> _calls = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private bool _armed;

    public PendingCalls(TimeProvider time, TimeSpan timeout)
    {
        (_time, _timeout) = (time, timeout);
        _timer = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(GrainCall call)
    {
        call.SentAt = _time.GetTimestamp();
        _calls.Enqueue(call);
        Arm();
    }

    private void Arm()
    {
        if (_armed) { return; }
        _armed = true;
        _timer.Change(_timeout / 20, Timeout.InfiniteTimeSpan);
    }

    private void Sweep()
    {
        _armed = false;
        while (_calls.TryPeek(out var call))
        {
            if (!call.IsAnswered)
            {
                if (_time.GetElapsedTime(call.SentAt) < _timeout) { break; }
                call.TimeOut(_timeout);
            }
            _calls.Dequeue();
        }
        if (_calls.Count > 0) { Arm(); }
    }
}
