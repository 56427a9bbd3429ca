using Clearing.Contracts;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// One source of events, which is polled once for all its feeds in this process.
/// </summary>
/// <remarks>
/// A feed that lacks only the latest events gets them from here. A feed further behind reads from
/// the source.
/// </remarks>
/// <param name="reader">Reads the source.</param>
/// <param name="interval">How often to poll.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="log">Gets failures that are neither silence nor a denial, without their messages.</param>
internal sealed partial class FeedHub(
    FeedReader reader, TimeSpan interval, TimeProvider clock, ILogger log)
{
    private readonly CancellationTokenSource _ended = new();
    private readonly LinkedList<string> _tokens = [];
    private readonly TaskCompletionSource[] _beats =
        [.. Enumerable.Range(0, Heartbeats.Groups).Select(_ => NewBeat())];
    private volatile EventBatch? _latest;
    private long _newest = -1;
    private Type? _unexpected;

    /// <summary>The number of feeds that use this hub; for <see cref="Feeds"/>.</summary>
    public int FeedCount { get; private set; }

    /// <summary>The number of the newest event seen; -1 before the first poll.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>Completes when there are new events, or after a while without any.</summary>
    /// <remarks>Get it before <see cref="Newest"/>, or new events may be missed.</remarks>
    /// <param name="feed">A number unique to the feed.</param>
    public Task NextBeat(int feed) => Volatile.Read(ref _beats[feed % Heartbeats.Groups]).Task;

    /// <summary>
    /// Registers a feed and its caller's token; the hub polls with one of these tokens.
    /// </summary>
    /// <param name="token">The token; null if there are none.</param>
    public void Enter(string? token)
    {
        FeedCount++;
        if (token is null) { return; }
        lock (_tokens) { _tokens.AddLast(token); }
    }

    /// <summary>Removes a feed.</summary>
    /// <param name="token">The token with which it was registered.</param>
    public void Leave(string? token)
    {
        FeedCount--;
        if (token is null) { return; }
        lock (_tokens) { _tokens.Remove(token); }
    }

    /// <summary>Polls the source until <see cref="End"/> is called.</summary>
    public async Task Run()
    {
        var began = clock.GetTimestamp();
        var beats = new Heartbeats();
        try
        {
            while (true)
            {
                var news = await Look();
                var due = beats.Due(clock.GetElapsedTime(began));
                foreach (var group in news ? Heartbeats.All : due) { Beat(group); }
                await Task.Delay(interval, clock, _ended.Token);
            }
        }
        catch (Exception) when (_ended.IsCancellationRequested)
        {
            // The last feed has left.
        }
    }

    /// <summary>Stops polling.</summary>
    public void End() => _ended.Cancel();

    /// <summary>
    /// The events after a number, and whether they reach the newest; none if reading failed.
    /// </summary>
    public async Task<(ImmutableArray<FeedEvent> Events, bool Latest)> After(
        long seen, CancellationToken cancellationToken)
    {
        if (_latest is { } latest && seen >= latest.After && seen < latest.Events[^1].Number)
        {
            return ([.. latest.Events.Where(happened => happened.Number > seen)], true);
        }
        try
        {
            return (await reader.After(seen, cancellationToken), false);
        }
        catch (Exception)
        {
            // The feed asks again after the next poll, which logs what is unexpected.
            return ([], false);
        }
    }

    // A failed read is repeated at the next poll.
    private async Task<bool> Look()
    {
        var token = Token();
        try
        {
            CallContext.ActFor(token);
            var newest = await reader.Newest(_ended.Token);
            var isNews = newest > _newest;
            if (isNews && _newest >= 0)
            {
                var events = await reader.After(_newest, _ended.Token);
                _latest = events.IsEmpty ? null : new EventBatch(_newest, events);
            }
            if (isNews) { Volatile.Write(ref _newest, newest); }
            _unexpected = null;
            return isNews;
        }
        catch (OutcomeUnknownException)
        {
            return false;
        }
        catch (AccessDeniedException)
        {
            // This token has expired or lost its rights, so the next poll uses another one.
            PutLast(token);
            return false;
        }
        catch (Exception unexpected) when (!_ended.IsCancellationRequested)
        {
            // Each kind is logged once, because every poll may fail in the same way.
            if (_unexpected != unexpected.GetType()) { Failed(unexpected.GetType().FullName, unexpected.StackTrace); }
            _unexpected = unexpected.GetType();
            return false;
        }
    }

    private string? Token()
    {
        lock (_tokens) { return _tokens.First?.Value; }
    }

    private void PutLast(string? token)
    {
        if (token is null) { return; }
        lock (_tokens)
        {
            if (_tokens.Remove(token)) { _tokens.AddLast(token); }
        }
    }

    private void Beat(int group) => Interlocked.Exchange(ref _beats[group], NewBeat()).SetResult();

    private static TaskCompletionSource NewBeat() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Error, "The source of a feed cannot be read: {Kind} at {Where}")]
    private partial void Failed(string? kind, string? where);

    /// <summary>All events after a number, up to the last of these.</summary>
    private sealed record EventBatch(long After, ImmutableArray<FeedEvent> Events);
}
