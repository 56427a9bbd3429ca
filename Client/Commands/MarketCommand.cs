using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Allocation.Calendars;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing market</c>: the commands of operators.</summary>
internal static class MarketCommand
{
    /// <summary>The command and its subcommands.</summary>
    internal static Command Create()
    {
        var command = new Command("market", "Run a market on a server, for operators.")
        {
            CreateMarket(), MarketsCommand.Import(), List(), Overview(), Show(), Capacity(),
            CurtailCommand.Create(), ProposalCommands.Propose(), ProposalCommands.List(),
            ProposalCommands.Approve(), ProposalCommands.Withdraw(), MarketCalendar.List(),
            MarketCalendar.Schedule(), MarketCalendar.Reschedule(), MarketCalendar.Unschedule(),
            MarketRounds.Close(), MarketRounds.Clear(), Pause(), Resume(), Inspect(),
            MarketsCommand.Sellers(), MarketsCommand.Statements(), MarketsCommand.TrialBalance(),
            Settle(), Audit(),
        };
        foreach (var view in MarketViews.All()) { command.Subcommands.Add(view); }
        return command;
    }

    private static Command CreateMarket()
    {
        var config = Options.Text("--config", "The configuration, a JSON file.", "FILE");
        return On("create", "Open a market; repeating it changes nothing.", [config],
            (server, parsed) => server.Send(
                HttpMethod.Put, Places.OfMarket(parsed, ""),
                new StringContent(
                    parsed.GetValue(config) is { } file ? InputFile.Json(file) : "{}",
                    Encoding.UTF8, "application/json")));
    }

    private static Command List()
    {
        var region = Options.Text("--region", "Only those of this region.", "REGION");
        return new RemoteOptions().On(
            new DocumentedCommand("list", "List every market that was ever opened.", RemoteOptions.Help)
            {
                region,
            },
            (server, parsed, json) =>
            {
                var query = parsed.GetValue(region) is { } only
                    ? $"?region={Uri.EscapeDataString(only)}"
                    : "";
                var answer = server.AllPages("markets" + query, "markets");
                if (json) { Console.Out.WriteLine(answer.ToJsonString()); }
                foreach (var market in json ? [] : answer["markets"]!.AsArray())
                {
                    Console.Out.WriteLine(Shown.Printable(market!.ToString()));
                }
            });
    }

    // The server shows no more markets at once.
    private const int OverviewPage = 100;

    private static Command Overview()
    {
        var region = Options.Text("--region", "Only those of this region.", "REGION");
        var stage = Options.Text("--stage", "Only OPEN, PAUSED or SETTLED ones.", "STAGE");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "overview", "Show the state of many markets at once.", RemoteOptions.Help)
            {
                region, stage,
            },
            (server, parsed, json) =>
            {
                var filters = new[] { ("region", parsed.GetValue(region)), ("stage", Stage(parsed.GetValue(stage))) }
                    .Where(filter => filter.Item2 is not null)
                    .Select(filter => $"{filter.Item1}={Uri.EscapeDataString(filter.Item2!)}");
                RemoteTable.Show(
                    server.AllPages(
                        $"overview?{string.Join('&', filters)}", "markets", limit: OverviewPage), "markets",
                    json, "market", "stage", "next_round", "next_closes_at", "granted_volume",
                    "round_fee_micros", "cleared_at");
            });
    }

    private static string? Stage(string? word) => word is null ? null : Options.Upper(word);

    private static Command Show() => new RemoteOptions().On(
        new DocumentedCommand("show", "Show the state of a market.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "")), json, "market"));

    private static Command Capacity()
    {
        var id = Options.Id("The change's id: the idempotency key.");
        var delta =
            Options.Number(
                "--delta", "Cubic feet; a negative number removes capacity.", long.MinValue, null);
        return On("capacity", "Add or take capacity.", [id, delta],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, "capacity"), new JsonObject
                {
                    ["change_id"] = parsed.GetRequiredValue(id),
                    ["delta"] = parsed.GetValue(delta),
                }),
            (answer, _) => $"capacity change {answer["id"]}: {answer["status"]}");
    }

    private static Command Pause()
    {
        var note = Options.Required("--note", "Why.", "TEXT");
        return On("pause", "Pause clearing; bids are still accepted.", [note],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, "pause"),
                new JsonObject { ["note"] = parsed.GetRequiredValue(note) }),
            (answer, _) => $"{answer["id"]} is paused");
    }

    private static Command Resume() => On("resume", "Resume clearing.", [],
        (server, parsed) => server.Send(HttpMethod.Post, Places.OfMarket(parsed, "resume")),
        (answer, _) => $"{answer["id"]} is open");

    private static Command Settle()
    {
        var dryRun = Options.Flag("--dry-run", "Show what would become final, and settle nothing.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "settle", "End the period; every seller with an award gets its final statement.",
            RemoteOptions.Help)
        {
            Places.Market, dryRun,
        };
        confirmation.AddTo(command);
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var path = Places.OfMarket(parsed, "settle");
            if (parsed.GetValue(dryRun))
            {
                var preview = server.Send(HttpMethod.Post, path + "?dry_run=true");
                RemoteTable.Show(
                    json ? preview : preview["preview"]!, json, "would settle; nothing was settled");
                return;
            }
            confirmation.Ask(parsed, () =>
                $"Settle {Places.MarketOf(parsed)} and make its statements final."
                + DaysToCome(Places.MarketOf(parsed)));
            var answer = server.Send(HttpMethod.Post, path);
            RemoteTable.Say(answer, json, $"{answer["id"]} is settled");
        });
    }

    // By this machine's date, for a person who is about to answer.
    private static string DaysToCome(string market)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return Period.Parse(market.Split('/')[^1]) is { } period && period.LastDay >= today
            ? $" Its period ends on {period.LastDay:yyyy-MM-dd}: what days until then sell would only come "
                + "as corrections, and reports of sales would be refused."
            : "";
    }

    private static Command Inspect()
    {
        var id = Options.Id("The inspection's id.");
        var reason = Options.Required("--reason", "Why.", "TEXT");
        var seller = Options.Text("--seller", "Only this seller's bids.", "SELLER");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "inspect", "Show sealed bids; the inspection is recorded.", RemoteOptions.Help)
            {
                Places.Market, id, reason, seller,
            },
            (server, parsed, json) =>
            {
                var answer = server.AllPages(
                    Places.OfMarket(parsed, "inspections"), "bids", HttpMethod.Post,
                    () => new JsonObject
                    {
                        ["inspection_id"] = parsed.GetRequiredValue(id),
                        ["reason"] = parsed.GetRequiredValue(reason),
                        ["seller"] = parsed.GetValue(seller),
                    });
                RemoteTable.Show(
                    json ? answer : BidCommand.Flat(answer, "seller"), "bids", json, "bid_id", "seller",
                    "max_fee_micros", "max_volume", "min_volume", "granted_volume");
            });
    }

    private static Command Audit() => new RemoteOptions().On(
        new DocumentedCommand(
            "audit", "Who did what to the market, when and why.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) =>
            AuditTable.Show(server, Places.OfMarket(parsed, "audit"), json));

    internal static Command On(
        string name, string summary, Option[] options,
        Func<RemoteServer, ParseResult, JsonNode> send,
        Func<JsonNode, ParseResult, string>? line = null, string details = "")
    {
        var command =
            new DocumentedCommand(name, summary, RemoteOptions.Help + details) { Places.Market };
        foreach (var option in options) { command.Options.Add(option); }
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var answer = send(server, parsed);
            if (line is not null) { RemoteTable.Say(answer, json, line(answer, parsed)); }
            else { RemoteTable.Show(answer, json, "market"); }
        });
    }
}
