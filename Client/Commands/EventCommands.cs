using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation events</c>: deals and launches that sellers plan.</summary>
internal static class EventCommands
{
    private static readonly Argument<string> Event = new("EVENT") { Description = "The event's id." };

    /// <summary>The command and its subcommands.</summary>
    internal static Command Create() => new(
        "events", "Deals and launches that sellers plan; they count once an operator confirms them.")
    {
        Propose(), Enter(),
        Decision("confirm", "Confirm a proposed event: the runs that begin later count it."),
        Decision("decline", "Decline a proposed event for good."),
        Decision("withdraw", "Withdraw an event, also a confirmed one: no later run counts it."),
        List(), Waiting(), Audit(),
    };

    private static Command Propose() =>
        Sending("propose", "Propose a deal or a launch of a seller.", "planned-events", reason: null);

    private static Command Enter() => Sending(
        "enter", "Enter a deal or a launch of a seller as confirmed.", "planned-events/confirmed",
        Reason());

    private static Command Sending(
        string name, string summary, string path, Option<string>? reason)
    {
        var id = Options.Id("The event's id: the idempotency key.");
        var from = Options.Required("--from", "Its first day.", "DAY");
        var to = Options.Required("--to", "Its last day.", "DAY");
        var uplift = Options.NumberIfAny(
            "--uplift-ppm", "What its weeks sell relative to the level; 2000000 is twice as much.", 1,
            EventPlan.MaxUpliftPpm);
        var added = Options.NumberIfAny(
            "--added-milli-volume",
            "Thousandths of a cubic foot that each of its weeks sells in addition.", 0,
            DayFigures.MaxMilliVolume);
        var note = Options.Text("--note", "What it is.", "TEXT");
        Symbol[] symbols = [Places.Seller, AllocationCommand.Zone, id, from, to, uplift, added, note];
        return AllocationCommand.On(
            name, summary, reason is null ? symbols : [.. symbols, reason],
            (server, parsed, json) =>
            {
                var body = new JsonObject
                {
                    ["event_id"] = parsed.GetRequiredValue(id),
                    ["first_day"] = parsed.GetRequiredValue(from),
                    ["last_day"] = parsed.GetRequiredValue(to),
                    ["uplift_ppm"] = parsed.GetValue(uplift),
                    ["added_milli_volume"] = parsed.GetValue(added),
                    ["note"] = parsed.GetValue(note),
                };
                if (reason is not null) { body["reason"] = parsed.GetRequiredValue(reason); }
                AllocationCommand.Say(
                    server.Send(HttpMethod.Post, AllocationCommand.OfSeller(parsed, path), body),
                    json, "event");
            });
    }

    private static Command Decision(string verb, string summary)
    {
        var reason = Reason();
        return AllocationCommand.On(
            verb, summary, [Places.Seller, AllocationCommand.Zone, Event, reason],
            (server, parsed, json) => AllocationCommand.Say(
                server.Send(
                    HttpMethod.Post,
                    AllocationCommand.OfSeller(
                        parsed,
                        $"planned-events/{Uri.EscapeDataString(parsed.GetRequiredValue(Event))}/{verb}"),
                    new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) }),
                json, "event"));
    }

    private static Command List() => AllocationCommand.On(
        "list", "A seller's planned events, with what was decided on each.",
        [Places.Seller, AllocationCommand.Zone],
        (server, parsed, json) => Show(
            server, AllocationCommand.OfSeller(parsed, "planned-events"), json));

    private static Command Waiting() => AllocationCommand.On(
        "waiting", "The events of a zone that wait for an operator.", [AllocationCommand.Zone],
        (server, parsed, json) => Show(
            server, AllocationCommand.OfZone(parsed, "planned-events"), json));

    private static Command Audit() => AllocationCommand.On(
        "audit", "What operators decided on a seller's events: who, when and why.",
        [Places.Seller, AllocationCommand.Zone],
        (server, parsed, json) => AuditTable.Show(
            server, AllocationCommand.OfSeller(parsed, "audit"), json));

    private static void Show(RemoteServer server, string path, bool json) => RemoteTable.Show(
        server.AllPages(path, "events"), "events", json, "seller", "event_id", "first_day",
        "last_day", "uplift_ppm", "added_milli_volume", "state", "reason", "note");

    private static Option<string> Reason() => Options.Required(
        "--reason", "Why; the seller sees it too.", "TEXT");
}
