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
        --volume and --day takes space back; --correct ID with --seller, --amount and --note corrects
        a settled statement. Nothing is done before another operator approves it.
        """;

    /// <summary>Proposes an act.</summary>
    internal static Command Propose()
    {
        var id = Options.Id("The proposal's id: the idempotency key.");
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var rerun = Options.NumberIfAny("--void", "The provisional round to void.", 1);
        var roundDelta = Options.NumberIfAny(
            "--capacity-delta", "Capacity that joins with the voided round.", long.MinValue);
        var reserve = AmountOption.Fee("--reserve-fee", "The voided round's new reserve fee.");
        var settle = Options.Flag("--settle", "Settle the market.");
        var capacity = Options.Text("--capacity", "The id of a capacity change.", "ID");
        var delta = Options.NumberIfAny("--delta", "Its cubic feet.", long.MinValue);
        var curtail = Options.Text("--curtail", "The id of a curtailment.", "ID");
        var volume = Options.NumberIfAny("--volume", "Its cubic feet.", 1);
        var day = Options.Text("--day", "Its first day.", "DAY");
        var correct = Options.Text("--correct", "The id of a correction.", "ID");
        var seller = Options.Text("--seller", "Its seller.", "SELLER");
        var amount = AmountOption.Money("--amount", "What it adds to what the seller owes.");
        var note = Options.Text("--note", "Its note.", "TEXT");
        var command = new DocumentedCommand(
            "propose", "Propose an act that another operator must approve.",
            RemoteOptions.Help + "\n" + Acts)
        {
            Places.Market, id, reason, rerun, roundDelta, settle, capacity, delta, curtail, volume,
            day, correct, seller, note,
        };
        reserve.AddTo(command);
        amount.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["proposal_id"] = parsed.GetRequiredValue(id),
                ["reason"] = parsed.GetRequiredValue(reason),
            };
            if (parsed.GetValue(settle)) { body["settle"] = true; }
            Add(body, "void", ("round", parsed.GetValue(rerun)),
                ("capacity_delta", parsed.GetValue(roundDelta)),
                ("reserve_fee_micros", reserve.Micros(parsed)));
            Add(body, "capacity", ("change_id", parsed.GetValue(capacity)),
                ("delta", parsed.GetValue(delta)));
            Add(body, "curtailment", ("curtailment_id", parsed.GetValue(curtail)),
                ("volume", parsed.GetValue(volume)), ("day", parsed.GetValue(day)));
            Add(body, "correction", ("correction_id", parsed.GetValue(correct)),
                ("seller", parsed.GetValue(seller)),
                ("amount_minor", parsed.GetValue(correct) is null
                    ? null
                    : amount.Value(parsed, ExponentOf(server, parsed))),
                ("note", parsed.GetValue(note)));
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
            "proposal_id", "act", "stage", "proposed_by", "reason", "expires_at", "decided_by"));

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
            confirmation.Ask(
                parsed, () => $"{char.ToUpperInvariant(name[0])}{name[1..]} proposal {proposal} of "
                    + $"{Places.MarketOf(parsed)}.");
            RemoteTable.Show(
                server.Send(
                    HttpMethod.Post,
                    Places.OfMarket(parsed, $"proposals/{Uri.EscapeDataString(proposal)}/{name}")),
                json, "proposal");
        });
    }

    // An act is sent if any part of it was given: the server names what is missing.
    private static void Add(JsonObject body, string act, params (string Name, object? Value)[] parts)
    {
        if (parts.All(part => part.Value is null)) { return; }
        body[act] = new JsonObject(parts.Where(part => part.Value is not null)
            .Select(part => KeyValuePair.Create(part.Name, JsonSerializer.SerializeToNode(part.Value))));
    }

    private static int ExponentOf(RemoteServer server, ParseResult parsed) =>
        (int)server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms"))["minor_exponent"]!;
}
