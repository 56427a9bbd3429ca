using System.Collections.Immutable;
using Clearing.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Clearing.Gateway.Tests;

/// <summary>Feeds of one source share one poll.</summary>
public sealed class FeedHubTests : IDisposable
{
    private readonly FeedHub _hub;
    private long _newest;
    private volatile Exception? _failure;
    private int _failed;
    private int _reads;

    public FeedHubTests()
    {
        _hub = new FeedHub(
            new FeedReader(_ => Newest(), (after, _) => After(after)),
            TimeSpan.FromMilliseconds(1), TimeProvider.System, NullLogger.Instance);
        _ = _hub.Run();
    }

    public void Dispose() => _hub.End();

    [Fact]
    public async Task News_are_read_once_for_all_feeds_and_older_events_by_the_feed_that_missed_them()
    {
        await Bring(5);
        await Bring(7);
        var before = _reads;
        var first = await _hub.After(5, default);
        var second = await _hub.After(6, default);
        var late = await _hub.After(3, default);

        Assert.Equal([6L, 7L], first.Events.Select(happened => happened.Number));
        Assert.Equal([7L], second.Events.Select(happened => happened.Number));
        Assert.Equal((true, true, false), (first.Latest, second.Latest, late.Latest));
        Assert.Equal([4L, 5L, 6L, 7L], late.Events.Select(happened => happened.Number));
        Assert.Equal(1, _reads - before);
    }

    [Theory]
    [InlineData(typeof(OutcomeUnknownException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_poll_that_fails_ends_no_feed(Type failure)
    {
        await Bring(1);
        _failure = (Exception)Activator.CreateInstance(failure)!;
        await Patience.Until(() => Volatile.Read(ref _failed), times => times > 1);
        _failure = null;

        await Bring(2);
        Assert.Equal([2L], (await _hub.After(1, default)).Events.Select(happened => happened.Number));
    }

    [Fact]
    public async Task What_cannot_be_read_now_is_read_the_next_time()
    {
        await Bring(1);
        await Bring(2);
        _failure = new OutcomeUnknownException();
        Volatile.Write(ref _newest, 3);
        var none = await _hub.After(0, default);
        _failure = null;
        await Bring(3);
        var then = await _hub.After(2, default);

        Assert.Empty(none.Events);
        Assert.Equal([3L], then.Events.Select(happened => happened.Number));
    }

    [Fact]
    public async Task News_wake_every_feed()
    {
        await Bring(0);
        Task[] feeds = [.. Enumerable.Range(0, 40).Select(_hub.NextBeat)];
        await Bring(1);

        await Task.WhenAll(feeds).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, _hub.Newest);
    }

    [Fact]
    public async Task A_token_that_a_silo_refuses_gives_way_to_the_next_one()
    {
        var hub = new FeedHub(
            new FeedReader(_ => Denied() ?? Newest(), (after, _) => After(after)),
            TimeSpan.FromMilliseconds(1), TimeProvider.System, NullLogger.Instance);
        hub.Enter("expired");
        hub.Enter("valid");
        Volatile.Write(ref _newest, 4);
        var running = hub.Run();

        Assert.Equal(4, await Patience.Until(() => hub.Newest, seen => seen == 4));
        hub.End();
        await running;

        static Task<long>? Denied() => RequestContext.Get(CallContext.Token) is "expired"
            ? Task.FromException<long>(new AccessDeniedException())
            : null;
    }

    private Task<long> Bring(long newest)
    {
        Volatile.Write(ref _newest, newest);
        return Patience.Until(() => _hub.Newest, seen => seen == newest);
    }

    private Task<long> Newest()
    {
        if (_failure is not { } failure)
        {
            return Task.FromResult(Volatile.Read(ref _newest));
        }
        Interlocked.Increment(ref _failed);
        return Task.FromException<long>(failure);
    }

    private Task<ImmutableArray<FeedEvent>> After(long after)
    {
        Interlocked.Increment(ref _reads);
        if (_failure is { } failure) { return Task.FromException<ImmutableArray<FeedEvent>>(failure); }
        var count = (int)(Volatile.Read(ref _newest) - after);
        return Task.FromResult<ImmutableArray<FeedEvent>>(
            [.. Enumerable.Range(1, count).Select(n => new FeedEvent(after + n, null, "event", n))]);
    }
}
