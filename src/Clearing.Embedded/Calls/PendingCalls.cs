namespace Clearing.Embedded;

/// <summary>The calls without an answer, and the one timer that times them out.</summary>
/// <remarks>
/// All calls wait equally long, so the list is in the sequence of their deadlines and a call
/// leaves it in constant time. It is striped so that cores do not meet on one lock. A call times
/// out up to a twentieth of the timeout late, because the timer looks only that often.
/// </remarks>
internal sealed class PendingCalls : IDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan timeout;
    private readonly Stripe[] stripes;
    private readonly ITimer timer;
    private int armed;

    internal PendingCalls(TimeProvider time, TimeSpan timeout, bool oneThread)
    {
        (this.time, this.timeout) = (time, timeout);
        stripes = new Stripe[oneThread ? 1 : 16];
        for (var i = 0; i < stripes.Length; i++)
        {
            stripes[i] = new();
        }
        timer = time.CreateTimer(
            static pending => ((PendingCalls)pending!).Sweep(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private sealed class Stripe
    {
        internal readonly Lock Gate = new();
        internal Call? Oldest;
        internal Call? Newest;
    }

    public void Dispose() => timer.Dispose();

    internal void Add(Call call)
    {
        call.Stripe = stripes.Length == 1 ? 0 : Thread.GetCurrentProcessorId() % stripes.Length;
        var stripe = stripes[call.Stripe];
        lock (stripe.Gate)
        {
            call.SentAt = time.GetTimestamp();
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
        var stripe = stripes[call.Stripe];
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
        if (Volatile.Read(ref armed) == 0 && Interlocked.Exchange(ref armed, 1) == 0)
        {
            timer.Change(timeout / 20, Timeout.InfiniteTimeSpan);
        }
    }

    private void Sweep()
    {
        Volatile.Write(ref armed, 0);
        List<Call> late = [];
        var waits = false;
        foreach (var stripe in stripes)
        {
            lock (stripe.Gate)
            {
                for (var call = stripe.Oldest; call is not null; call = call.Newer)
                {
                    if (time.GetElapsedTime(call.SentAt) < timeout)
                    {
                        waits = true;
                        break;
                    }
                    late.Add(call);
                }
            }
        }
        late.ForEach(call => call.TimeOut(timeout));
        if (waits)
        {
            Arm();
        }
    }
}
