using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Client.Files;

namespace Clearing.Client.Commands;

/// <summary>The options for the terms of a run, begun now or by the calendar.</summary>
internal sealed class RunTermsOptions
{
    private readonly Option<string> _period =
        Options.Required("--period", "The period, such as 2026-11.", "PERIOD");

    private readonly Option<long> _capacity = Options.Number(
        "--capacity", "The zone's cubic feet.", 0, null, DayFigures.MaxVolume);

    private readonly Option<long?> _second =
        Options.NumberIfAny("--second-capacity", "The cubic feet of the next period.", 0);

    private readonly Option<long?> _third =
        Options.NumberIfAny("--third-capacity", "The cubic feet of the period after that.", 0);

    private RunTermsOptions()
    {
    }

    /// <summary>A command that sends a run's terms under an id.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="of">What has the id: <c>run</c> or <c>schedule</c>.</param>
    /// <param name="path">The path within the zone.</param>
    internal static Command Sending(string name, string summary, string of, string path)
    {
        var id = Options.Id($"The {of}'s id: the idempotency key.");
        var terms = new RunTermsOptions();
        return AllocationCommand.On(
            name, summary,
            [
                AllocationCommand.Zone, id, terms._period, terms._capacity, terms._second,
                terms._third,
            ],
            (server, parsed, json) => AllocationCommand.Say(
                server.Send(
                    HttpMethod.Post, AllocationCommand.OfZone(parsed, path),
                    terms.Body(parsed, $"{of}_id", parsed.GetRequiredValue(id))),
                json, of));
    }

    private JsonObject Body(ParseResult parsed, string idMember, string id) => new()
    {
        [idMember] = id,
        ["period"] = parsed.GetRequiredValue(_period),
        ["capacity_volume"] = parsed.GetValue(_capacity),
        ["second_capacity_volume"] = parsed.GetValue(_second),
        ["third_capacity_volume"] = parsed.GetValue(_third),
    };
}
