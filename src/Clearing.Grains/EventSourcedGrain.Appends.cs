using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Journal;

namespace Clearing.Grains;

// How committed events are written: at most two appends in flight, the rest gathered into one.
public abstract partial class EventSourcedGrain<TState, TEvent>
{
    // One is being written while the next one waits at the journal, so that its writer is never
    // idle.
    private const int AppendsAtOnce = 2;

    private Queue<NextAppend<TEvent>>? _waiting;
    private NextAppend<TEvent>? _open;
    private int _underWay;
    private Task _written = Task.CompletedTask;

    /// <summary>True while what is committed next joins what was committed last.</summary>
    protected bool IsGathering => _open is { IsFull: false };

    // While a key is created for the first append, no later one may overtake it.
    private int MaxUnderWay => Log.IsReady ? AppendsAtOnce : 1;

    private Task Gather(ImmutableArray<TEvent> events, int facts)
    {
        var next = IsGathering ? _open! : new NextAppend<TEvent>();
        next.Add(events, facts);
        if (_waiting is null && _underWay < MaxUnderWay) { _ = Append(next); }
        else if (next != _open) { (_waiting ??= []).Enqueue(_open = next); }
        return next.Durable;
    }

    private async Task Append(NextAppend<TEvent> next)
    {
        _underWay++;
        try
        {
            var now = Clock.GetTimestamp();
            if (!Log.IsReady) { await MakeReady(); }
            await Write(Merge(next.Events));
            _confirmedAt = now;
        }
        catch (Exception cause)
        {
            next.Fail(Poisoned(cause));
            return;
        }
        _underWay--;
        // The journal goes first: its writer does not wait for what callers do with their answers.
        AppendWaiting();
        next.Succeed();
        if (_tail == next.Durable) { _tail = _written = Task.CompletedTask; }
    }

    private void AppendWaiting()
    {
        while (_underWay < MaxUnderWay && _waiting is not null && _waiting.TryDequeue(out var next))
        {
            if (next == _open) { (_open, _waiting) = (null, null); }
            _ = Append(next);
        }
    }

    private async Task MakeReady()
    {
        await Log.MakeReady();
        if (_failure is not null) { throw Unknown(_failure); }
    }

    private Task Write(IReadOnlyList<TEvent> events)
    {
        var encoded = new NewEvent[events.Count];
        for (var i = 0; i < encoded.Length; i++)
        {
            var sealing = Log.Seals(codec.NameOf(events[i]));
            encoded[i] = sealing ? codec.EncodeToSeal(events[i]) : codec.Encode(events[i]);
        }
        // It stands on the append before: if that one is lost, so is this one, although another
        // activation may have brought the stream to the version that this one expects.
        return _written = Log.Append(encoded, _written);
    }

    /// <summary>The activation's memory differs from the journal, so it is dropped.</summary>
    private OutcomeUnknownException Poisoned(Exception cause)
    {
        _failure ??= cause;
        this.DeactivateOnIdle();
        // What waits stands on what was lost, so it is never handed over.
        var lost = _waiting;
        (_open, _waiting) = (null, null);
        foreach (var next in lost ?? []) { next.Fail(Unknown(cause)); }
        _ending?.Cancel();
        return Unknown(cause);
    }

    // The cause is passed as text, because the caller's process may not know its type.
    private OutcomeUnknownException Unknown(Exception cause) =>
        new($"It is unknown whether '{Stream}' recorded this: {JournalCauses.Of(cause)}. "
            + "Send the same command again.");
}
