using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;
using Clearing.Formats;

namespace Clearing.Client.Commands;

/// <summary><c>clearing feed</c>: the events of a seller or market as they happen.</summary>
internal static class FeedCommand
{
    private const string Details =
        """
        Each event is a line of JSON: its id, its kind and its data. A lost connection is restored,
        and no event is missed or shown twice.

        Examples:
          clearing feed acme
          clearing feed acme@us-east/standard/2026-Q4 --after 12
          clearing feed acme@us-east/*
        """;

    internal static Command Create()
    {
        var after = Options.Text("--after", "Show the events after this id.", "ID");
        var events = Options.Number("--events", "Stop after this many events; 0 never stops.", 0, 0);
        var command = new DocumentedCommand(
            "feed", "Follow the events of a seller or market.",
            RemoteOptions.Help + "\n\n" + Details)
        {
            Places.Source, after, events,
        };
        return new RemoteOptions().On(command, (server, parsed, _) =>
        {
            var reader = new FeedReader(
                server, Places.OfSource(parsed, "feed"),
                () => Console.Error.WriteLine("clearing: connection lost; trying again"));
            var left = parsed.GetValue(events);
            foreach (var happened in reader.All(parsed.GetValue(after)))
            {
                var line = new JsonObject
                {
                    ["id"] = happened.EventId,
                    ["event"] = happened.EventType,
                    ["data"] = JsonNode.Parse(happened.Data),
                };
                Console.Out.WriteLine(PlainText.OneLine(line.ToJsonString()));
                if (--left == 0) { return; }
            }
        });
    }
}
