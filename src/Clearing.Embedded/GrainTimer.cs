namespace Clearing.Embedded;

/// <summary>A timer of one activation. The next tick is set when one is done.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly CancellationTokenSource stop = new();
    private readonly ITimer timer;
    private TimeSpan period;
    private bool ticking;
    private TimeSpan? changedDue;

    internal GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options)
    {
        (this.activation, this.callback, this.options) = (activation, callback, options);
        timer = activation.Engine.Seams.Time.CreateTimer(
            static timer => ((GrainTimer)timer!).Due(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Keep(this);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        if (ticking)
        {
            changedDue = dueTime;
        }
        else
        {
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        activation.Forget(this);
        Stop();
    }

    internal void Stop()
    {
        timer.Dispose();
        stop.Cancel();
    }

    private void Due() => activation.Add(new Tick(this));

    private sealed class Tick(GrainTimer timer) : Turn
    {
        internal override bool Interleaves => timer.options.Interleave;

        internal override bool KeepsAlive => timer.options.KeepAlive;

        protected override bool IsMoot => timer.stop.IsCancellationRequested || timer.ticking;

        internal override void Bounce(Activation from, Exception? failure)
        {
        }

        protected override Task Begin(Grain grain)
        {
            (timer.ticking, timer.changedDue) = (true, null);
            return timer.callback(timer.stop.Token);
        }

        protected override void End(Task task)
        {
            timer.ticking = false;
            if (task.Exception is { } failure && !timer.stop.IsCancellationRequested)
            {
                timer.activation.Engine.Log.TimerFailed(failure, timer.activation.ToString());
            }
            if (!timer.stop.IsCancellationRequested)
            {
                timer.timer.Change(timer.changedDue ?? timer.period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
