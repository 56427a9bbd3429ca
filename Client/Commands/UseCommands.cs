using System.CommandLine;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation</c>: a seller's use against its limit.</summary>
internal static class UseCommands
{
    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() => [Overage(), Warnings()];

    private static Command Overage()
    {
        var month = new Argument<string>("MONTH") { Description = "The calendar month, such as 2026-11." };
        return AllocationCommand.On(
            "overage", "The days of a month above a seller's limit, their fee, and what was billed.",
            [Places.Seller, AllocationCommand.Zone, month],
            (server, parsed, json) =>
            {
                var found = server.Send(HttpMethod.Get, AllocationCommand.OfSeller(
                    parsed, $"overage/{Uri.EscapeDataString(parsed.GetRequiredValue(month))}"));
                RemoteTable.Show(found, json, "overage");
                if (json) { return; }
                RemoteTable.Show(
                    found, "over", json, "day", "limit_volume", "over_volume", "billed_volume");
            });
    }

    private static Command Warnings() => AllocationCommand.On(
        "warnings", "What a seller was told of its use and its limit.",
        [Places.Seller, AllocationCommand.Zone],
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(AllocationCommand.OfSeller(parsed, "warnings"), "notices"),
            "notices", json, "number", "kind", "day", "level", "used_volume", "limit_volume",
            "overage_fee_minor", "expected_exceeds_on", "high_exceeds_on"));
}
