namespace Clearing.Embedded;

/// <summary>The calls without an answer, and the one timer that times them out.</summary>
/// <remarks>
/// All calls wait equally long, so the list is in the sequence of their deadlines and a call
/// leaves it in constant time. It is striped so that cores do not meet on one lock. A call times
/// out up to a twentieth of the timeout late, because the timer looks only that often.
/// </remarks>
internal sealed class PendingCalls : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly Stripe[] _stripes;
    private readonly ITimer _timer;
    private int _armed;

    internal PendingCalls(TimeProvider time, TimeSpan timeout, bool oneThread)
    {
        (_time, _timeout) = (time, timeout);
        _stripes = new Stripe[oneThread ? 1 : 16];
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new();
        }
        _timer = time.CreateTimer(
            static pending => ((PendingCalls)pending!).Sweep(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private sealed class Stripe
    {
        internal readonly Lock Gate = new();
        internal Call? Oldest;
        internal Call? Newest;
    }

    public void Dispose() => _timer.Dispose();

    internal void Add(Call call)
    {
        call.Stripe = _stripes.Length == 1 ? 0 : Thread.GetCurrentProcessorId() % _stripes.Length;
        var stripe = _stripes[call.Stripe];
        lock (stripe.Gate)
        {
            call.SentAt = _time.GetTimestamp();
            call.Older = stripe.Newest;
            if (stripe.Newest is null)
            {
                stripe.Oldest = call;
            }
            else
            {
                stripe.Newest.Newer = call;
            }
            stripe.Newest = call;
        }
        Arm();
    }

    internal void Remove(Call call)
    {
        var stripe = _stripes[call.Stripe];
        lock (stripe.Gate)
        {
            if (call.Older is null && call.Newer is null && stripe.Oldest != call)
            {
                return;
            }
            if (call.Older is null)
            {
                stripe.Oldest = call.Newer;
            }
            else
            {
                call.Older.Newer = call.Newer;
            }
            if (call.Newer is null)
            {
                stripe.Newest = call.Older;
            }
            else
            {
                call.Newer.Older = call.Older;
            }
            (call.Older, call.Newer) = (null, null);
        }
    }

    private void Arm()
    {
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _timer.Change(_timeout / 20, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        Volatile.Write(ref _armed, 0);
        List<Call> late = [];
        var waits = false;
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                for (var call = stripe.Oldest; call is not null; call = call.Newer)
                {
                    if (_time.GetElapsedTime(call.SentAt) < _timeout)
                    {
                        waits = true;
                        break;
                    }
                    late.Add(call);
                }
            }
        }
        late.ForEach(call => call.TimeOut(_timeout));
        if (waits)
        {
            Arm();
        }
    }
}
