using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing round</c>: what a cleared round of a server shows.</summary>
internal static class RoundViews
{
    private static readonly Argument<int> Round = new("ROUND")
    {
        Description = "The round's number.",
    };

    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() =>
        [Show(), Curve(), Fees(), Awards(), Inputs(), Book(), Offers(), Proof()];

    private static Command Show() => On(
        "show", "The result of a round.",
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Of(parsed, "")), json, "round"));

    private static Command Curve() => On(
        "curve", "The curve of a round's bids; before the settlement it is merged.",
        (server, parsed, json) => ShowCurve(server.Send(HttpMethod.Get, Of(parsed, "/curve")), json));

    /// <summary>Shows the answer to a question for a curve.</summary>
    internal static void ShowCurve(JsonNode curve, bool json)
    {
        if (json || curve["steps"] is not null)
        {
            RemoteTable.Show(
                curve, "steps", json, "max_fee_micros", "lowest_max_fee_micros", "bids", "volume",
                "cumulative_volume");
            return;
        }
        ShowSealed(curve, "granted");
        if (curve["withheld"] is { } why)
        {
            Console.Out.WriteLine(Shown.Printable($"What lost is withheld: {why}"));
            return;
        }
        Console.Out.WriteLine("What lost, merged:");
        ShowSealed(curve, "losing");
    }

    // Before the settlement a step is a range of fees without the number of its bids.
    private static void ShowSealed(JsonNode curve, string list) => RemoteTable.Show(
        curve, list, json: false, "from_micros", "below_micros", "volume", "cumulative_volume");

    private static Command Fees() => On(
        "fees", "What the awards of a round paid over time, and which rounds lowered it.",
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Of(parsed, "/fees")), "fee_history", json, "round",
            "fee_micros", "cause"));

    private static Command Awards()
    {
        var output = Options.Out("Write them here, as CSV.");
        var command = On(
            "awards", "The awards of a round, for operators.",
            (server, parsed, json) =>
            {
                if (parsed.GetValue(output) is { } file)
                {
                    MarketsCommand.Save(server.Text(Of(parsed, "/awards.csv")), file);
                    return;
                }
                RemoteTable.Show(
                    server.AllPages(Of(parsed, "/awards"), "awards"), "awards", json, "award_id",
                    "seller", "volume", "round_fee_micros", "fee_micros", "complete", "cleared_at");
            });
        command.Options.Add(output);
        return command;
    }

    private static Command Inputs() => On(
        "inputs", "What a round was decided on: for auditors, and for all after the settlement.",
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Of(parsed, "/inputs")), json, "inputs"));

    private static Command Book() => On(
        "book", "The closed book: for auditors, and for all after the settlement.",
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Of(parsed, "/book"), "bids"), "bids", json, "sequence", "bid_id",
            "seller", "max_fee_micros", "want_volume", "need_volume", "seller_room_volume"));

    private static Command Offers() => On(
        "offers", "What was on offer in a round: for auditors, and for all after the settlement.",
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Of(parsed, "/offers"), "offers"), "offers", json, "award_id", "seller",
            "volume"));

    private static Command Proof()
    {
        var output = Options.Out("Write it here; clearing proof checks it.");
        var command = new DocumentedCommand(
            "proof", "Fetch the proof that a seller's bids were in the closed book.",
            RemoteOptions.Help)
        {
            Places.Seller, Places.Market, Round, output,
        };
        return new RemoteOptions().On(command, (server, parsed, _) => MarketsCommand.Save(
            server.AllPages(
                Places.OfSeller(
                    parsed, $"markets/{Places.MarketOf(parsed)}/rounds/{parsed.GetValue(Round)}/proof"),
                "rows").ToJsonString() + "\n",
            parsed.GetValue(output)));
    }

    private static Command On(
        string name, string summary, Action<RemoteServer, ParseResult, bool> run) =>
        new RemoteOptions().On(
            new DocumentedCommand(name, summary, RemoteOptions.Help) { Places.Market, Round }, run);

    private static string Of(ParseResult parsed, string path) =>
        Places.OfMarket(parsed, $"rounds/{parsed.GetValue(Round)}{path}");
}
