using System.Collections.Immutable;
using Clearing.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>Pages follow sources inside the process.</summary>
public sealed class FollowingTests(RunningServer server) : IClassFixture<RunningServer>
{
    private int _reads;

    private Feeds Feeds => server.Services.GetRequiredService<Feeds>();

    [Fact]
    public async Task A_source_that_cannot_be_read_is_asked_once_an_interval()
    {
        var unreadable = new FeedReader(_ => Task.FromResult(1L), (_, _) => Fail());
        using var gone = new CancellationTokenSource();
        Task[] followers = [Follow("a"), Follow("b")];

        // What does not wait has read many times before the other source is read at all.
        await Patience.Until(() => Volatile.Read(ref _reads), times => times >= 2);
        await gone.CancelAsync();
        await Task.WhenAll(followers);
        Assert.Equal(2, _reads);

        async Task Follow(string source)
        {
            await foreach (var _ in Feeds.Follow(
                $"unreadable/{source}", unreadable, TimeSpan.FromHours(1), gone.Token))
            {
                Assert.Fail("Nothing can be read.");
            }
        }
    }

    [Fact]
    public async Task The_newest_event_is_told_now_and_when_there_is_another_and_none_in_between()
    {
        long newest = 5_000;
        var reader = new FeedReader(
            _ => Task.FromResult(Volatile.Read(ref newest)),
            (after, _) => Task.FromResult<ImmutableArray<FeedEvent>>(
                [new FeedEvent(after + 1, null, "posting", 1), new(after + 2, null, "posting", 2)]));
        using var gone = new CancellationTokenSource();
        var told = new List<long>();
        await foreach (var number in Feeds.FollowNewest(
            "newest", reader, TimeSpan.FromMilliseconds(1), gone.Token))
        {
            told.Add(number);
            if (told.Count == 2) { break; }
            Volatile.Write(ref newest, 5_002);
        }

        Assert.Equal([5_000L, 5_002L], told);
    }

    private Task<ImmutableArray<FeedEvent>> Fail()
    {
        Interlocked.Increment(ref _reads);
        return Task.FromException<ImmutableArray<FeedEvent>>(new OutcomeUnknownException());
    }
}
