using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation</c>: cuts of confirmed bases.</summary>
internal static class BaseCutCommands
{
    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() => [Cut(), Cuts()];

    private static Command Cut()
    {
        var id = Options.Id("The cut's id: the idempotency key.");
        var period = Options.Required("--period", "The period, such as 2026-11.", "PERIOD");
        var volume = Options.Number(
            "--volume", "Cubic feet that the bases lose together.", 1, null, DayFigures.MaxVolume);
        var from = Options.Required("--from", "The first day of the cut.", "DAY");
        var confirmation = new Confirmation();
        var command = AllocationCommand.On(
            "cut", "Cut a period's confirmed bases from a day on, in proportion above the floor.",
            [AllocationCommand.Zone, id, period, volume, from],
            (server, parsed, json) =>
            {
                confirmation.Ask(
                    parsed, () => $"Cut the bases of {parsed.GetValue(period)} by "
                        + $"{parsed.GetValue(volume)} cubic feet from {parsed.GetValue(from)} on.");
                AllocationCommand.Say(
                    server.Send(
                        HttpMethod.Post, AllocationCommand.OfZone(parsed, "cuts"), new JsonObject
                        {
                            ["cut_id"] = parsed.GetRequiredValue(id),
                            ["period"] = parsed.GetRequiredValue(period),
                            ["volume"] = parsed.GetValue(volume),
                            ["from"] = parsed.GetRequiredValue(from),
                        }),
                    json, "cut");
            });
        confirmation.AddTo(command);
        return command;
    }

    private static Command Cuts() => AllocationCommand.On(
        "cuts", "A zone's cuts of bases, and how far each has come.", [AllocationCommand.Zone],
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(AllocationCommand.OfZone(parsed, "cuts"), "cuts"), "cuts", json,
            "cut_id", "period", "volume", "from", "decided_on", "stage", "base_volume"));
}
