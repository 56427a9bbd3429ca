using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>
/// <c>clearing webhook</c>: webhooks for a seller's postings, warnings or own bids, or for a
/// market's public events.
/// </summary>
internal static class WebhookCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The webhook's id." };

    /// <summary>The command and its subcommands.</summary>
    internal static Command Create() => new(
        "webhook", "Webhooks of a seller or a market on a server.")
    {
        Add(), List(), Dead(), Redeliver(),
        Remove(), Audit(),
        Plain(
            "rotate", "Set a new secret; the old one stays valid for a day.", HttpMethod.Post,
            "/rotate"),
        Plain("test", "Send a test event.", HttpMethod.Post, "/test"),
        Plain("pause", "Switch a webhook off.", HttpMethod.Post, "/pause"),
        Plain("resume", "Switch it on.", HttpMethod.Post, "/resume"),
    };

    private static Command Add()
    {
        var url = Options.Required("--url", "Where events go.", "URL");
        var after = Options.Number(
            "--after", "Send events after this number; -1, the default, sends only future ones.",
            -1, -1);
        return On("add", "Register a webhook, or move it; its secret is shown once.", [url, after],
            (server, parsed) =>
            {
                var body = new JsonObject { ["url"] = parsed.GetRequiredValue(url) };
                if (parsed.GetValue(after) is >= 0 and var number) { body["after"] = number; }
                return server.Send(HttpMethod.Put, PathOf(parsed), body);
            });
    }

    private static Command List() => new RemoteOptions().On(
        new DocumentedCommand("list", "List the webhooks and their state.", RemoteOptions.Help) { Places.Source },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, AllOf(parsed)), "webhooks", json,
            "webhook_id", "url", "stage", "tried_through", "outstanding", "dead_letters",
            "last_failure"));

    private static Command Audit() => new RemoteOptions().On(
        new DocumentedCommand(
            "audit", "Who added, changed or removed a webhook, and when.", RemoteOptions.Help)
        {
            Places.Source, Id,
        },
        (server, parsed, json) => AuditTable.Show(server, PathOf(parsed) + "/audit", json));

    private static Command Dead() => new RemoteOptions().On(
        new DocumentedCommand(
            "dead", "List the events that the receiver never accepted.", RemoteOptions.Help)
        {
            Places.Source, Id,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, PathOf(parsed) + "/dead-letters?limit=1000"),
            "dead_letters", json, "number", "tries", "failure"));

    private static Command Remove()
    {
        var confirmation = new Confirmation();
        var command = new DocumentedCommand("remove", "Remove a webhook.", RemoteOptions.Help)
        {
            Places.Source, Id,
        };
        confirmation.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var id = parsed.GetRequiredValue(Id);
            confirmation.Ask(parsed, () => $"Remove webhook {id} and its secret.");
            var answer = server.Send(HttpMethod.Delete, PathOf(parsed));
            if (json) { Console.Out.WriteLine(answer.ToJsonString()); }
            else
            {
                Console.Out.WriteLine(Shown.Printable((bool)answer["repeated"]!
                    ? $"there is no webhook {id}: nothing changed"
                    : $"webhook {id} is removed"));
            }
        });
    }

    private static Command Redeliver()
    {
        var number =
            Options.Number("--number", "The event; 0, the default: all dead letters.", 0, 0);
        return On("redeliver", "Try dead letters again.", [number],
            (server, parsed) =>
            {
                var body = new JsonObject();
                if (parsed.GetValue(number) is > 0 and var one) { body["number"] = one; }
                return server.Send(HttpMethod.Post, PathOf(parsed) + "/redeliver", body);
            });
    }

    private static Command Plain(string name, string summary, HttpMethod method, string path) =>
        On(name, summary, [], (server, parsed) => server.Send(method, PathOf(parsed) + path));

    private static Command On(
        string name, string summary, Option[] options,
        Func<RemoteServer, ParseResult, JsonNode> send)
    {
        var command = new DocumentedCommand(name, summary, RemoteOptions.Help) { Places.Source, Id };
        foreach (var option in options) { command.Options.Add(option); }
        return new RemoteOptions().On(
            command, (server, parsed, json) =>
                RemoteTable.Show(send(server, parsed), json, "webhook"));
    }

    private static string AllOf(ParseResult parsed) => Places.OfSource(parsed, "webhooks");

    private static string PathOf(ParseResult parsed) =>
        $"{AllOf(parsed)}/{Uri.EscapeDataString(parsed.GetRequiredValue(Id))}";
}
