using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Clearing.Client.Remote;

/// <summary>
/// Follows a feed. If the connection is lost, it continues after the last event seen.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="path">The feed.</param>
/// <param name="lost">Called when the connection is lost.</param>
internal sealed class FeedReader(RemoteServer server, string path, Action lost)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Heartbeat = "idle";

    /// <summary>The events of one kind, without end.</summary>
    /// <exception cref="CommandException">
    /// The server refuses the feed, or was never reached.
    /// </exception>
    internal IEnumerable<JsonNode> Events(string kind) =>
        All(seen: null).Where(happened => happened.EventType == kind)
            .Select(happened => JsonNode.Parse(happened.Data)!);

    /// <summary>The events of every kind, without end.</summary>
    /// <param name="seen">The id of the last event seen; null from the start.</param>
    /// <exception cref="CommandException">
    /// The server refuses the feed, or was never reached.
    /// </exception>
    internal IEnumerable<SseItem<string>> All(string? seen)
    {
        var (connected, told) = (false, false);
        while (true)
        {
            if (Open(seen, connected) is { } feed)
            {
                (connected, told) = (true, false);
                using var body = feed;
                using var events = SseParser.Create(body).Enumerate().GetEnumerator();
                while (Next(events) is { } happened)
                {
                    seen = happened.EventId ?? seen;
                    if (happened.EventType != Heartbeat) { yield return happened; }
                }
            }
            // It is called once for each loss, however many retries follow.
            if (!told) { lost(); }
            told = true;
            Thread.Sleep(Pause);
        }
    }

    private Stream? Open(string? seen, bool again)
    {
        try
        {
            return server.Feed(path, seen);
        }
        catch (CommandException away) when (again && away.ExitCode == ExitCode.Environment)
        {
            return null;
        }
    }

    private static SseItem<string>? Next(IEnumerator<SseItem<string>> events)
    {
        try
        {
            return events.MoveNext() ? events.Current : null;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return null;
        }
    }
}
