using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation</c>: runs by the zone's calendar.</summary>
internal static class ScheduleCommands
{
    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() => [Schedule(), Schedules(), Unschedule()];

    private static Command Schedule() => RunTermsOptions.Sending(
        "schedule", "Schedule a run: it begins after the cut-off and is announced on its day.",
        "schedule", "schedule");

    private static Command Schedules() => AllocationCommand.On(
        "schedules", "The scheduled runs of a zone, and how far each has come.",
        [AllocationCommand.Zone],
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, AllocationCommand.OfZone(parsed, "schedule")),
            "schedules", json, "schedule_id", "period", "cut_off_day", "announce_day", "stage",
            "run_id"));

    private static Command Unschedule()
    {
        var schedule = new Argument<string>("SCHEDULE") { Description = "The schedule's id." };
        return AllocationCommand.On(
            "unschedule", "Withdraw a schedule; a draft that it began stays.",
            [AllocationCommand.Zone, schedule],
            (server, parsed, json) => AllocationCommand.Say(
                server.Send(HttpMethod.Delete, AllocationCommand.OfZone(
                    parsed,
                    $"schedule/{Uri.EscapeDataString(parsed.GetRequiredValue(schedule))}")),
                json, "schedule"));
    }
}
