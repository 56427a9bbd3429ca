using Microsoft.Extensions.Logging;

namespace Clearing.Simulation.Runtime;

/// <summary>A timer of one activation. Each tick schedules the next one when it ends.</summary>
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

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options) = (activation, callback, options);
        _timer = activation.Engine.Time.CreateTimer(
            _ => _activation.Add(new Tick(this)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Keep(this);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (_ticking) { _changedDue = dueTime; }
        else { _timer.Change(dueTime, Timeout.InfiniteTimeSpan); }
    }

    public void Dispose()
    {
        _activation.Forget(this);
        Stop();
    }

    public void Stop()
    {
        _timer.Dispose();
        _stop.Cancel();
    }

    private sealed class Tick(GrainTimer timer) : Turn
    {
        public override bool Interleaves => timer._options.Interleave;

        public override bool KeepsAlive => timer._options.KeepAlive;

        protected override bool IsMoot => timer._stop.IsCancellationRequested || timer._ticking;

        public override void Bounce(Activation from, Exception? failure)
        {
        }

        protected override async Task<Exception?> Act(Activation activation)
        {
            (timer._ticking, timer._changedDue) = (true, null);
            try { await timer._callback(timer._stop.Token); }
            catch (Exception failure)
            {
                if (!timer._stop.IsCancellationRequested)
                {
                    activation.Engine.Log.LogError(failure, "A timer of {Activation} failed.", activation);
                }
                return failure;
            }
            return null;
        }

        protected override void End()
        {
            timer._ticking = false;
            if (!timer._stop.IsCancellationRequested)
            {
                timer._timer.Change(timer._changedDue ?? timer._period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
