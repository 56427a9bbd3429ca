using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Client.Files;

namespace Clearing.Client.Commands;

/// <summary>The options for the terms of a run, begun now or by the calendar.</summary>
internal sealed class RunTermsOptions
{
    private readonly Option<string> _period =
        AllocationCommand.Required("--period", "The period, such as 2026-11.", "PERIOD");

    private readonly Option<long> _capacity = Options.Number(
        "--capacity", "The zone's cubic feet.", 0, null, DayFigures.MaxVolume);

    private readonly Option<long?> _second =
        Options.NumberIfAny("--second-capacity", "The cubic feet of the next period.", 0);

    private readonly Option<long?> _third =
        Options.NumberIfAny("--third-capacity", "The cubic feet of the period after that.", 0);

    /// <summary>All of the options.</summary>
    internal Symbol[] All => [_period, _capacity, _second, _third];

    /// <summary>The body of the call.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="idMember">The name of the member with the command's id.</param>
    /// <param name="id">The command's id.</param>
    internal JsonObject Body(ParseResult parsed, string idMember, string id) => new()
    {
        [idMember] = id,
        ["period"] = parsed.GetRequiredValue(_period),
        ["capacity_volume"] = parsed.GetValue(_capacity),
        ["second_capacity_volume"] = parsed.GetValue(_second),
        ["third_capacity_volume"] = parsed.GetValue(_third),
    };
}
