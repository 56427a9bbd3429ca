using System.Text.Json.Nodes;

namespace Clearing.Client.Remote;

/// <summary>
/// Follows a feed: if the connection is lost, it continues after the last event seen.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="path">The feed.</param>
/// <param name="lost">Called when the connection is lost.</param>
internal sealed class FeedReader(RemoteServer server, string path, Action lost)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The events of one kind, without end.</summary>
    /// <exception cref="CommandException">
    /// The server refuses the feed, or was never reached.
    /// </exception>
    internal IEnumerable<JsonNode> Events(string kind)
    {
        string? seen = null;
        var (connected, told) = (false, false);
        while (true)
        {
            foreach (var (id, name, data) in Frames(seen, connected))
            {
                (connected, told) = (true, false);
                seen = id ?? seen;
                if (name == kind) { yield return JsonNode.Parse(data)!; }
            }
            // It is called once for each loss, however often the feed is tried again.
            if (!told) { lost(); }
            told = true;
            Thread.Sleep(Pause);
        }
    }

    private IEnumerable<(string? Id, string Name, string Data)> Frames(string? seen, bool again)
    {
        var (id, name, data) = ((string?)null, "", "");
        using var lines = Lines(seen, again).GetEnumerator();
        while (Next(lines) is { } line)
        {
            if (line.Length == 0)
            {
                yield return (id, name, data);
                (id, name, data) = (null, "", "");
            }
            else if (Field(line, "id") is { } number) { id = number; }
            else if (Field(line, "event") is { } happened) { name = happened; }
            else if (Field(line, "data") is { } text) { data += text; }
        }
    }

    private IEnumerable<string> Lines(string? seen, bool again)
    {
        try
        {
            return server.Feed(path, seen);
        }
        catch (CommandException away) when (again && away.ExitCode == ExitCode.Environment)
        {
            return [];
        }
    }

    private static string? Next(IEnumerator<string> lines)
    {
        try
        {
            return lines.MoveNext() ? lines.Current : null;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static string? Field(string line, string name) =>
        line.StartsWith(name + ":", StringComparison.Ordinal)
            ? line[(name.Length + 1)..].TrimStart(' ')
            : null;
}
