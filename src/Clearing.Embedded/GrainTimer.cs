namespace Clearing.Embedded;

/// <summary>A timer of one activation. The next tick is set when one is done.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private TimeSpan? _changedDue;

    internal GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options) = (activation, callback, options);
        _timer = activation.Engine.Seams.Time.CreateTimer(
            static timer => ((GrainTimer)timer!).Due(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Keep(this);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (_ticking)
        {
            _changedDue = dueTime;
        }
        else
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _activation.Forget(this);
        Stop();
    }

    internal void Stop()
    {
        _timer.Dispose();
        _stop.Cancel();
    }

    private void Due() => _activation.Add(new Tick(this));

    private sealed class Tick(GrainTimer timer) : Turn
    {
        internal override bool Interleaves => timer._options.Interleave;

        internal override bool KeepsAlive => timer._options.KeepAlive;

        protected override bool IsMoot => timer._stop.IsCancellationRequested || timer._ticking;

        internal override void Bounce(Activation from, Exception? failure)
        {
        }

        protected override Task Begin(Grain grain)
        {
            (timer._ticking, timer._changedDue) = (true, null);
            return timer._callback(timer._stop.Token);
        }

        protected override void End(Task task)
        {
            timer._ticking = false;
            if (task.Exception is { } failure && !timer._stop.IsCancellationRequested)
            {
                timer._activation.Engine.Log.TimerFailed(failure, timer._activation.ToString());
            }
            if (!timer._stop.IsCancellationRequested)
            {
                timer._timer.Change(timer._changedDue ?? timer._period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
