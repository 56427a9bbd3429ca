using System.Text.Json.Nodes;

namespace Clearing.Client.Remote;

/// <summary>
/// Shows rounds as they are cleared, and how many of their sellers are not yet notified.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="market">The market's path.</param>
/// <param name="json">True for a line of JSON for each round.</param>
internal sealed class RoundWatch(RemoteServer server, string market, bool json)
{
    private const string Row = "{0,5}  {1,14}  {2,14}  {3,12}  {4,12}  {5,8}  {6,8}";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Columns =
    [
        "round", "available_volume", "granted_volume", "round_fee_micros", "repriced_to_micros",
        "bids", "winners",
    ];

    /// <summary>Shows the given number of rounds; 0 means no end.</summary>
    internal void Run(long rounds)
    {
        if (!json) { Begin(); }
        var feed =
            new FeedReader(server, market + "/feed", () => Note("connection lost; trying again"));
        foreach (var round in feed.Events("round.cleared"))
        {
            Console.Out.WriteLine(json ? round.ToJsonString() : Line(round));
            if (!json) { FollowTelling(round); }
            if (--rounds == 0) { return; }
        }
    }

    private void Begin()
    {
        var terms = server.Send(HttpMethod.Get, market + "/terms");
        var next = terms["calendar"]!.AsArray() is [{ } first, ..]
            ? $", round {first["round"]} closes at {first["closes_at"]}"
            : ", nothing in the calendar";
        Console.Out.WriteLine(Shown.Printable(
            $"{terms["market"]} is {terms["stage"]}{next}; fees in {terms["currency"]} per cubic foot"));
        Console.Out.WriteLine(string.Format(
            null, Row, "round", "available", "granted", "fee", "lowers to", "bids", "winners"));
    }

    private static string Line(JsonNode round) => string.Format(
        null, Row, [.. Columns.Select(column => Shown.Value(column, round[column]))]);

    /// <summary>
    /// Shows operators and auditors how many sellers are not yet notified; others may not know it.
    /// </summary>
    private void FollowTelling(JsonNode round)
    {
        using var progress = new Progress();
        while (true)
        {
            long untold;
            try
            {
                untold = (long)server.Send(HttpMethod.Get, market)["untold_notices"]!;
            }
            catch (CommandException)
            {
                return;
            }
            if (untold == 0) { return; }
            progress.Say($"round {round["round"]}: {untold} notices are still to be sent");
            Thread.Sleep(BetweenLooks);
        }
    }

    private static void Note(string what) => Console.Error.WriteLine($"clearing: {what}");
}
