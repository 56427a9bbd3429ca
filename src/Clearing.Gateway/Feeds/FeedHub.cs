using Clearing.Contracts;

namespace Clearing.Gateway;

/// <summary>
/// One source of events, looked at once for all feeds of it that this process serves.
/// </summary>
/// <remarks>
/// A feed that has all events but the latest gets those from here; one that is further behind reads
/// what it has missed by itself.
/// </remarks>
/// <param name="reader">Reads the source.</param>
/// <param name="interval">How often to look.</param>
/// <param name="clock">The process's clock.</param>
internal sealed class FeedHub(FeedReader reader, TimeSpan interval, TimeProvider clock)
{
    /// <summary>
    /// Feeds without news say every 15 s that they are alive: in so many groups, one every second,
    /// since thousands at once would hold up all others.
    /// </summary>
    private const int Groups = 15;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource[] _beats =
        [.. Enumerable.Range(0, Groups).Select(_ => NewBeat())];
    private volatile News? _latest;
    private long _newest = -1;

    /// <summary>How many feeds use it; for <see cref="Feeds"/>.</summary>
    public int FeedCount { get; set; }

    /// <summary>The number of the newest event that was seen; -1 before the first look.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>Completes when there are news, or there were none for a while.</summary>
    /// <remarks>Take it before asking for <see cref="Newest"/>, or news may slip between.</remarks>
    /// <param name="feed">Any number that is the feed's own.</param>
    public Task NextBeat(int feed) => Volatile.Read(ref _beats[feed % Groups]).Task;

    /// <summary>Looks for news until it is ended.</summary>
    public async Task Run()
    {
        var spoke = clock.GetTimestamp();
        var next = 0;
        try
        {
            while (true)
            {
                if (await Look())
                {
                    for (var group = 0; group < Groups; group++) { Beat(group); }
                }
                else if (clock.GetElapsedTime(spoke) >= Quiet)
                {
                    spoke = clock.GetTimestamp();
                    Beat(next++ % Groups);
                }
                await Task.Delay(interval, clock, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The last feed has left.
        }
    }

    /// <summary>No more looking.</summary>
    public void End() => _ended.Cancel();

    /// <summary>
    /// Events after a number, and whether they are the latest; none if reading failed.
    /// </summary>
    public async Task<(ImmutableArray<FeedEvent> Events, bool Latest)> After(
        long seen, CancellationToken gone)
    {
        if (_latest is { } latest && seen >= latest.After && seen < latest.Events[^1].Number)
        {
            return ([.. latest.Events.Where(happened => happened.Number > seen)], true);
        }
        try
        {
            return (await reader.After(seen, gone), false);
        }
        catch (Exception none) when (none is OutcomeUnknownException or OperationCanceledException)
        {
            return ([], false);
        }
    }

    // What cannot be read now is read the next time.
    private async Task<bool> Look()
    {
        try
        {
            var newest = await reader.Newest(_ended.Token);
            if (newest <= _newest) { return false; }
            if (_newest >= 0)
            {
                var events = await reader.After(_newest, _ended.Token);
                _latest = events.IsEmpty ? null : new News(_newest, events);
            }
            Volatile.Write(ref _newest, newest);
            return true;
        }
        catch (OutcomeUnknownException)
        {
            return false;
        }
    }

    private void Beat(int group) => Interlocked.Exchange(ref _beats[group], NewBeat()).SetResult();

    private static TaskCompletionSource NewBeat() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All events after a number, up to the last of these.</summary>
    private sealed record News(long After, ImmutableArray<FeedEvent> Events);
}
