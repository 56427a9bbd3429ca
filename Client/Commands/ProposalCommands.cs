using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>What one operator proposes and another one approves.</summary>
internal static class ProposalCommands
{
    private const string Acts =
        """
        Propose one act: --void ROUND voids the provisional round and clears it again on the terms
        given; --settle settles; --capacity ID with --delta changes the capacity; --curtail ID with
        --volume and --day takes space back; --correct ID with --seller, --amount and --note
        corrects a settled statement. Nothing is done before another operator approves it.
        """;

    // What an act is; those that it has not are null.
    private static readonly string[] Facts =
    [
        "act", "round", "seller", "command_id", "capacity_delta", "reserve_fee_micros",
        "amount_minor",
    ];

    /// <summary>Proposes an act.</summary>
    internal static Command Propose()
    {
        var id = Options.Id("The proposal's id: the idempotency key.");
        var reason = Options.Required("--reason", "Why.", "TEXT");
        var settle = Options.Flag("--settle", "Settle the market.");
        var command = new DocumentedCommand(
            "propose", "Propose an act that another operator must approve.",
            RemoteOptions.Help + "\n" + Acts)
        {
            Places.Market, id, reason, settle,
        };
        Action<RemoteServer, ParseResult, JsonObject>[] acts =
            [Void(command), Capacity(command), Curtailment(command), Correction(command)];
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["proposal_id"] = parsed.GetRequiredValue(id),
                ["reason"] = parsed.GetRequiredValue(reason),
            };
            if (parsed.GetValue(settle)) { body["settle"] = true; }
            foreach (var act in acts) { act(server, parsed, body); }
            RemoteTable.Show(
                server.Send(HttpMethod.Post, Places.OfMarket(parsed, "proposals"), body), json,
                "proposal");
        });
    }

    /// <summary>Lists the proposals.</summary>
    internal static Command List() => new RemoteOptions().On(
        new DocumentedCommand(
            "proposals", "List what operators proposed in a market.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Places.OfMarket(parsed, "proposals"), "proposals"), "proposals", json,
            ["proposal_id", .. Facts, "stage", "proposed_by", "reason", "expires_at", "decided_by"]));

    /// <summary>Approves what another operator proposed.</summary>
    internal static Command Approve() => Decide(
        "approve", "Approve what another operator proposed: it is done at once.");

    /// <summary>Withdraws a proposal.</summary>
    internal static Command Withdraw() => Decide("withdraw", "Withdraw a proposal that waits.");

    private static Command Decide(string name, string summary)
    {
        var id = Options.Id("The proposal's id.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(name, summary, RemoteOptions.Help)
        {
            Places.Market, id,
        };
        confirmation.AddTo(command);
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var proposal = parsed.GetRequiredValue(id);
            confirmation.Ask(parsed, () =>
                $"{char.ToUpperInvariant(name[0])}{name[1..]} proposal {proposal} of "
                + $"{Places.MarketOf(parsed)}{ActOf(server, parsed, proposal)}.");
            RemoteTable.Show(
                server.Send(
                    HttpMethod.Post,
                    Places.OfMarket(parsed, $"proposals/{Uri.EscapeDataString(proposal)}/{name}")),
                json, "proposal");
        });
    }

    // What the person is about to approve, in the words of the list; empty if it is not there.
    private static string ActOf(RemoteServer server, ParseResult parsed, string proposal)
    {
        var all = server.AllPages(Places.OfMarket(parsed, "proposals"), "proposals");
        return all["proposals"]!.AsArray()
            .FirstOrDefault(of => (string?)of!["proposal_id"] == proposal) is { } known
                ? $": {string.Join(", ", FactsOf(known))}, proposed by {known["proposed_by"]} "
                    + $"({known["reason"]})"
                : "";
    }

    private static IEnumerable<string> FactsOf(JsonNode proposal) => Facts
        .Where(name => proposal[name] is not null)
        .Select(name => name == "act" ? $"{proposal[name]}" : $"{name} {proposal[name]}");

    private static Action<RemoteServer, ParseResult, JsonObject> Void(Command command)
    {
        var round = Options.NumberIfAny("--void", "The provisional round to void.", 1);
        var delta = Options.NumberIfAny(
            "--capacity-delta", "Capacity that joins with the voided round.", long.MinValue);
        var reserve = AmountOption.Fee("--reserve-fee", "The voided round's new reserve fee.");
        command.Options.Add(round);
        command.Options.Add(delta);
        reserve.AddTo(command);
        return (_, parsed, body) => Add(
            body, "void", ("round", parsed.GetValue(round)),
            ("capacity_delta", parsed.GetValue(delta)),
            ("reserve_fee_micros", reserve.Micros(parsed)));
    }

    private static Action<RemoteServer, ParseResult, JsonObject> Capacity(Command command)
    {
        var id = Options.Text("--capacity", "The id of a capacity change.", "ID");
        var delta = Options.NumberIfAny("--delta", "Its cubic feet.", long.MinValue);
        command.Options.Add(id);
        command.Options.Add(delta);
        return (_, parsed, body) => Add(
            body, "capacity", ("change_id", parsed.GetValue(id)),
            ("delta", parsed.GetValue(delta)));
    }

    private static Action<RemoteServer, ParseResult, JsonObject> Curtailment(Command command)
    {
        var id = Options.Text("--curtail", "The id of a curtailment.", "ID");
        var volume = Options.NumberIfAny("--volume", "Its cubic feet.", 1);
        var day = Options.Text("--day", "Its first day.", "DAY");
        command.Options.Add(id);
        command.Options.Add(volume);
        command.Options.Add(day);
        return (_, parsed, body) => Add(
            body, "curtailment", ("curtailment_id", parsed.GetValue(id)),
            ("volume", parsed.GetValue(volume)), ("day", parsed.GetValue(day)));
    }

    private static Action<RemoteServer, ParseResult, JsonObject> Correction(Command command)
    {
        var id = Options.Text("--correct", "The id of a correction.", "ID");
        var seller = Options.Text("--seller", "Its seller.", "SELLER");
        var amount = AmountOption.Money("--amount", "What it adds to what the seller owes.");
        var note = Options.Text("--note", "Its note.", "TEXT");
        command.Options.Add(id);
        command.Options.Add(seller);
        command.Options.Add(note);
        amount.AddTo(command);
        return (server, parsed, body) => Add(
            body, "correction", ("correction_id", parsed.GetValue(id)),
            ("seller", parsed.GetValue(seller)),
            ("amount_minor", amount.IsIn(parsed.CommandResult)
                ? amount.Value(parsed, ExponentOf(server, parsed))
                : null),
            ("note", parsed.GetValue(note)));
    }

    // An act is sent if any part of it was given: the server names what is missing.
    private static void Add(
        JsonObject body, string act, params (string Name, object? Value)[] parts)
    {
        if (parts.All(part => part.Value is null)) { return; }
        body[act] = new JsonObject(parts.Where(part => part.Value is not null)
            .Select(part =>
                KeyValuePair.Create(part.Name, JsonSerializer.SerializeToNode(part.Value))));
    }

    private static int ExponentOf(RemoteServer server, ParseResult parsed) =>
        (int)server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms"))["minor_exponent"]!;
}
