using System.Text.Json;
using Clearing.Client.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Clearing.Client.Tests.Remote;

/// <summary>A feed is read as server-sent events are defined, and followed over a loss.</summary>
public sealed class FeedReaderTests
{
    [Fact]
    public async Task Data_lines_of_one_event_are_joined_by_line_ends_and_not_into_one_number()
    {
        await using var server = await Serve(_ =>
            "event: note\ndata: [1,\ndata: 2]\n\nevent: note\ndata: [1\ndata: 2]\n\n");
        using var remote = new RemoteServer(new(server.Urls.Single()), null);
        using var events = new FeedReader(remote, "feed", () => { }).Events("note").GetEnumerator();

        Assert.True(events.MoveNext());
        Assert.Equal(2, events.Current.AsArray().Count);
        Assert.ThrowsAny<JsonException>(() => events.MoveNext());
    }

    [Fact]
    public async Task A_lost_feed_continues_after_the_last_event_seen_and_other_kinds_are_skipped()
    {
        await using var server = await Serve(seen => seen is null
            ? ": hello\n\nid: 4\nevent: note\ndata: 4\n\nid: 5\nevent: other\ndata: 5\n\n"
            : $"event: note\ndata: {seen}0\n\n");
        using var remote = new RemoteServer(new(server.Urls.Single()), null);
        var lost = 0;

        var notes = new FeedReader(remote, "feed", () => lost++)
            .Events("note").Take(2).Select(note => (int)note).ToArray();

        Assert.Equal([4, 50], notes);
        Assert.Equal(1, lost);
    }

    private static async Task<WebApplication> Serve(Func<string?, string> feed)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/v1/feed", (HttpContext context) => Results.Text(
            feed(context.Request.Headers["Last-Event-ID"].SingleOrDefault()), "text/event-stream"));
        await app.StartAsync();
        return app;
    }
}
