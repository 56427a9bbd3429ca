using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Allocation.Zones;
using Clearing.Client.Files;
using Clearing.Client.Remote;
using Clearing.Formats;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation</c>: facts, scores, zones, plans; runs are in <see cref="RunCommands"/>.</summary>
internal static class AllocationCommand
{
    private const string FactDetails =
        "The file is CSV: seller,report_id,day and any of revision, used_volume, inbound_volume, "
        + "sold_milli_volume, units_sold, on_hand_units, excess_units, stranded_units, in_stock_ppm "
        + "and sales_minor; an empty figure is unknown.";

    private const string ProfileDetails =
        "The file is CSV: seller,account_started,plan, with each seller once. A plan is PROFESSIONAL or "
        + "INDIVIDUAL. An account that began after today is refused.";

    private const string Rows =
        "If a row is broken, nothing of the file is recorded. Refused rows are listed, and the exit code "
        + "is 1.";

    internal static readonly Argument<string> Zone =
        new("ZONE") { Description = "The zone: region/storage_type." };

    /// <summary>The command and its subcommands.</summary>
    internal static Command Create()
    {
        var command = new Command(
            "allocation", "Facts, scores, runs and bases on a server; bases from files.")
        {
            CreateZone(), Calendar(), Audit(), Report(), Return(), Profile(), Profiles(), Days(),
            Score(), Import(),
            PlanCommand.Create(), SampleFactsCommand.Create(), EventCommands.Create(),
            ProjectionsCommand.Create(),
        };
        foreach (var ofRuns in RunCommands.All()
            .Concat(ScheduleCommands.All()).Concat(UseCommands.All())
            .Concat(BaseCutCommands.All())) { command.Subcommands.Add(ofRuns); }
        return command;
    }

    private static Command CreateZone()
    {
        var config = Options.Text(
            "--config",
            "The configuration to apply: a JSON file. Rules that it leaves out become the defaults.", "FILE");
        return On("zone", "A zone's rules, or with --config new ones.", [Zone, config],
            (server, parsed, json) => Console.Out.WriteLine((parsed.GetValue(config) is { } file
                ? server.Send(HttpMethod.Put, OfZone(parsed, ""), Json(InputFile.Json(file)))
                : server.Send(HttpMethod.Get, OfZone(parsed, ""))).ToJsonString()));
    }

    private static Command Calendar()
    {
        var period =
            new Argument<string>("PERIOD") { Description = "A month or a quarter, such as 2026-11." };
        return On("calendar", "The days of a period.", [Zone, period],
            (server, parsed, json) => RemoteTable.Show(
                server.Send(HttpMethod.Get, OfZone(
                    parsed, $"calendar/{Uri.EscapeDataString(parsed.GetRequiredValue(period))}")),
                json, "calendar"));
    }

    private static Command Audit() => On(
        "audit", "Who did what to the zone, when and why.", [Zone],
        (server, parsed, json) => AuditTable.Show(server, OfZone(parsed, "audit"), json));

    private static Command Report()
    {
        var file = Options.File("FILE", "A day report, JSON; - for standard input.");
        return On("report", "Report a day of a seller.", [Places.Seller, Zone, file],
            (server, parsed, json) => Say(
                server.Send(
                    HttpMethod.Post, OfSeller(parsed, "reports"),
                    Json(InputFile.Json(parsed.GetRequiredValue(file)))),
                json, "report"));
    }

    private static Command Return()
    {
        var id = Options.Id("The return's id: the idempotency key.");
        var day = Options.Required("--sold-on", "The day of the sale.", "DAY");
        var amount = Options.Number("--returned-minor", "Minor units, more than 0.", 1, null);
        return On("return", "Report goods that came back.", [Places.Seller, Zone, id, day, amount],
            (server, parsed, json) => Say(
                server.Send(HttpMethod.Post, OfSeller(parsed, "returns"), new JsonObject
                {
                    ["return_id"] = parsed.GetRequiredValue(id),
                    ["sold_on"] = parsed.GetRequiredValue(day),
                    ["returned_minor"] = parsed.GetValue(amount),
                }),
                json, "return"));
    }

    private static Command Profile()
    {
        var started = Options.Text("--account-started", "When its account was opened.", "DAY");
        var plan = Options.Text("--plan", "PROFESSIONAL or INDIVIDUAL.", "PLAN");
        return On("profile", "A seller's plan and the age of its account, or with both options new ones.",
            [Places.Seller, Zone, started, plan],
            (server, parsed, json) =>
            {
                var place = OfSeller(parsed, "profile");
                var (day, name) = (parsed.GetValue(started), parsed.GetValue(plan));
                if ((day, name) == (null, null))
                {
                    RemoteTable.Show(server.Send(HttpMethod.Get, place), json, "profile");
                    return;
                }
                var profile = new JsonObject { ["account_started"] = day, ["plan"] = name };
                Say(server.Send(HttpMethod.Put, place, profile), json, "profile in");
            });
    }

    private static Command Days()
    {
        var from = Options.Text("--from", "The first day.", "DAY");
        var to = Options.Text("--to", "The last day.", "DAY");
        return On("days", "A seller's days with facts.", [Places.Seller, Zone, from, to],
            (server, parsed, json) => RemoteTable.Show(
                server.AllPages(OfSeller(parsed, "days?")
                    + Query("from", parsed.GetValue(from)) + Query("to", parsed.GetValue(to)), "days"),
                "days", json, "day", "revision", "used_volume", "sold_milli_volume", "units_sold",
                "on_hand_units", "in_stock_ppm", "sales_minor", "returned_minor"));
    }

    private static Command Score() => On(
        "score", "A seller's score and the factors behind it.", [Places.Seller, Zone],
        (server, parsed, json) =>
        {
            var score = server.Send(HttpMethod.Get, OfSeller(parsed, "score"));
            RemoteTable.Show(score, json, "score");
            if (json) { return; }
            RemoteTable.Show(score, "factors", json, "factor", "value_ppm", "points", "weight");
        });

    private static Command Import() => Importing(
        "import", "Record the day reports of a CSV file.", FactDetails, "Day reports, CSV.", "report_id",
        (run, parsed) => run.RunFacts(OfZone(parsed, "imports")));

    private static Command Profiles() => Importing(
        "profiles", "Set the plans and the ages of the accounts of a CSV file's sellers.", ProfileDetails,
        "Profiles, CSV.", "account_started",
        (run, parsed) => run.RunProfiles(OfZone(parsed, "profiles/imports")));

    /// <summary>A command that sends the rows of a CSV file to a zone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="details">What the file has.</param>
    /// <param name="rows">What its rows are.</param>
    /// <param name="id">The member that names a refused row besides its seller.</param>
    /// <param name="send">Sends the file.</param>
    internal static Command Importing(
        string name, string summary, string details, string rows, string id,
        Func<ImportRun, ParseResult, JsonObject> send)
    {
        var file = Options.File("FILE", rows);
        var dryRun = Options.Flag("--dry-run", "Check the file and record nothing.");
        return new RemoteOptions().On(
            new DocumentedCommand(name, summary, $"{RemoteOptions.Help}\n\n{details} {Rows}")
            {
                Zone, file, dryRun,
            },
            (server, parsed, json) => Told(
                send(new(server, parsed.GetRequiredValue(file), parsed.GetValue(dryRun)), parsed),
                json, id));
    }

    // Says what became of a file's rows; the exit code tells whether all were taken.
    private static int Told(JsonObject done, bool json, string id)
    {
        var refused = done["refused"]!.AsArray().Count;
        var rows = Counted.Of((long)done["rows"]!, "row");
        RemoteTable.Say(done, json, (bool)done["dry_run"]!
            ? $"{rows}: {done["recorded"]} would be recorded, {refused} refused; "
                + "nothing was recorded"
            : $"{rows}: {done["recorded"]} recorded, {refused} refused");
        if (refused > 0 && !json)
        {
            RemoteTable.ShowRefused(done, "line", "seller", id, "status");
        }
        return refused == 0 ? ExitCode.Fine : ExitCode.Differences;
    }

    internal static Command On(
        string name, string summary, Symbol[] symbols,
        Action<RemoteServer, ParseResult, bool> run)
    {
        var command = new DocumentedCommand(name, summary, RemoteOptions.Help);
        foreach (var argument in symbols.OfType<Argument>()) { command.Arguments.Add(argument); }
        foreach (var option in symbols.OfType<Option>()) { command.Options.Add(option); }
        return new RemoteOptions().On(command, run);
    }

    internal static void Say(JsonNode answer, bool json, string what) =>
        RemoteTable.Say(answer, json, $"{what} {answer["id"]}: {answer["status"]}");

    private static StringContent Json(string text) =>
        new(text, Encoding.UTF8, "application/json");

    internal static string Query(string name, string? day) =>
        day is null ? "" : $"&{name}={Uri.EscapeDataString(day)}";

    internal static string OfZone(ParseResult parsed, string path) =>
        $"zones/{ZoneOf(parsed)}/{path}".TrimEnd('/');

    internal static string OfSeller(ParseResult parsed, string path) =>
        Places.OfSeller(parsed, $"zones/{ZoneOf(parsed)}/{path}");

    internal static string ZoneOf(ParseResult parsed)
    {
        var zone = parsed.GetRequiredValue(Zone);
        return ZoneKey.Allows(zone)
            ? zone
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: ZONE \"{FormatError.Show(zone)}\": must be region/storage_type, each 1 to "
                + $"{MarketKey.MaxPartLength} letters, digits and . _ -");
    }
}
