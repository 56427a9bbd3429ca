using Microsoft.Extensions.Logging;
using Orleans.Timers;

namespace Clearing.Simulation.Runtime;

/// <summary>Reminds grains. The table is durable; the calendar here is built from it.</summary>
/// <remarks>
/// Ticks fall on multiples of the period after the first one. A row that is read ticks within a
/// period, however late its first tick is by the clock. The next tick is scheduled once
/// the grain has answered the last one, at least 15 s after it. The clock only determines how long to
/// wait; the wait itself is measured, so that changing the clock meanwhile has no effect on it. Only
/// turns of this mailbox touch the calendar.
/// </remarks>
internal sealed class ReminderService : Mailbox, IReminderRegistry
{
    private static readonly TimeSpan MinPeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string, string, string), Entry> _calendar = [];
    private readonly PriorityQueue<Entry, (TimeSpan Due, long Sequence)> _upcoming = new();
    private readonly IReminderStore _store;
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;
    private readonly ITimer _refresh;
    private readonly long _start;
    private long _changes;
    private long _sequence;

    internal ReminderService(GrainEngine engine, IReminderStore store) : base(engine)
    {
        (_store, _time) = (store, engine.Time);
        _start = _time.GetTimestamp();
        _alarm = Timer(static service => service.Ring());
        _refresh = Timer(static service => _ = service.Refresh());
    }

    private sealed record Entry(StoredReminder Row)
    {
        internal TimeSpan Due { get; set; }
    }

    private sealed record Registered(string ReminderName, long Etag) : IGrainReminder;

    /// <summary>Time since the service was created; setting the clock does not affect it.</summary>
    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public override string ToString() => "reminders";

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, MinPeriod);
        var (grain, key) = (callingGrainId.Type.ToString()!, callingGrainId.Key.ToString()!);
        var row = new StoredReminder(
            grain, key, reminderName, _time.GetUtcNow() + dueTime, period);
        row = row with { Etag = await _store.Write(row) };
        Post(_ => { _changes++; Put(row, dueTime); }, null);
        return new Registered(reminderName, row.Etag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var (grain, key) = (callingGrainId.Type.ToString()!, callingGrainId.Key.ToString()!);
        if (!await _store.Delete(
            grain, key, reminder.ReminderName, ((Registered)reminder).Etag)
            && await GetReminder(callingGrainId, reminder.ReminderName) is not null)
        {
            throw new ReminderException("The reminder has changed.");
        }
        Post(_ => { _changes++; _calendar.Remove((grain, key, reminder.ReminderName)); }, null);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        (await GetReminders(callingGrainId)).Find(found => found.ReminderName == reminderName);

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await _store.ReadOf(
            callingGrainId.Type.ToString()!, callingGrainId.Key.ToString()!);
        return [.. rows.Select(row => new Registered(row.Name, row.Etag))];
    }

    /// <summary>Reads the table, and completes when ticks can come.</summary>
    internal Task Start()
    {
        var started = new Promise<bool>();
        Post(async _ =>
        {
            try
            {
                await Load();
                started.TryKeep(true);
            }
            catch (Exception exception)
            {
                started.TryBreak(exception);
            }
        }, null);
        return started.Task;
    }

    /// <summary>Creates a timer that acts in a turn, on whatever thread it fires.</summary>
    private ITimer Timer(Action<ReminderService> act) => _time.CreateTimer(
        _ => Post(_ => act(this), null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private async Task Refresh()
    {
        try
        {
            await Load();
        }
        catch (Exception exception)
        {
            Engine.Log.LogError(exception, "The reminders cannot be read.");
            _refresh.Change(RetryDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task Load()
    {
        var before = _changes;
        var rows = await _store.ReadAll();
        while (before != _changes)
        {
            before = _changes;
            rows = await _store.ReadAll();
        }
        var known = new Dictionary<(string, string, string), Entry>(_calendar);
        _calendar.Clear();
        foreach (var row in rows)
        {
            var id = (row.Grain, row.Key, row.Name);
            if (known.TryGetValue(id, out var entry) && entry.Row == row)
            {
                _calendar[id] = entry;
            }
            else
            {
                Put(row, FirstWait(row));
            }
        }
        _refresh.Change(Engine.Options.ReminderRefresh, Timeout.InfiniteTimeSpan);
    }

    private void Put(StoredReminder row, TimeSpan wait)
    {
        var entry = new Entry(row);
        _calendar[(row.Grain, row.Key, row.Name)] = entry;
        Schedule(entry, wait);
    }

    private void Schedule(Entry entry, TimeSpan wait)
    {
        entry.Due = Elapsed + wait;
        _upcoming.Enqueue(entry, (entry.Due, _sequence++));
        SetAlarm();
    }

    private void SetAlarm()
    {
        if (_upcoming.TryPeek(out _, out var next))
        {
            var wait = next.Due - Elapsed;
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
            _alarm.Change(wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1),
                Timeout.InfiniteTimeSpan);
        }
    }

    private void Ring()
    {
        while (_upcoming.TryPeek(out var entry, out var next) && next.Due <= Elapsed)
        {
            _upcoming.Dequeue();
            if (Engine.Options.Reminds && IsCurrent(entry))
            {
                _ = Remind(entry);
            }
        }
        SetAlarm();
    }

    private async Task Remind(Entry entry)
    {
        var row = entry.Row;
        try
        {
            var status = new TickStatus(
                row.FirstTick.UtcDateTime, row.Period, _time.GetUtcNow().UtcDateTime);
            await Engine.Reminded(GrainId.Create(row.Grain, row.Key)).ReceiveReminder(row.Name, status);
        }
        catch (Exception exception)
        {
            Engine.Log.LogError(exception, "A reminder of {Grain} failed.", $"{row.Grain}/{row.Key}");
        }
        if (IsCurrent(entry))
        {
            Schedule(entry, NextWait(entry));
        }
    }

    private bool IsCurrent(Entry entry) =>
        _calendar.TryGetValue((entry.Row.Grain, entry.Row.Key, entry.Row.Name), out var current)
        && ReferenceEquals(current, entry);

    /// <summary>The wait for the first tick of a row that was read: at most a period.</summary>
    private TimeSpan FirstWait(StoredReminder row)
    {
        var now = _time.GetUtcNow();
        var wait = Tick(row, now) - now;
        return wait < row.Period ? wait : row.Period;
    }

    /// <summary>The wait for the next tick: from 15 s after the last, to a period.</summary>
    private TimeSpan NextWait(Entry entry)
    {
        var now = _time.GetUtcNow();
        var sooner = entry.Due + MinPeriod - Elapsed;
        var wait = Tick(entry.Row, sooner > TimeSpan.Zero ? now + sooner : now) - now;
        return wait < entry.Row.Period ? wait : entry.Row.Period;
    }

    /// <summary>The first tick at or after a time.</summary>
    private static DateTimeOffset Tick(StoredReminder row, DateTimeOffset at)
    {
        var past = (at - row.FirstTick).Ticks;
        return past <= 0
            ? row.FirstTick
            : row.FirstTick + (((past - 1) / row.Period.Ticks) + 1) * row.Period;
    }
}
