using System.ComponentModel;
using Clearing.Allocation.Runs;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A run, which drafts a period's bases and two estimates.</summary>
internal sealed record RunBody : RunTermsBody, IBody<RunBody>
{
    public static string Example =>
        """
        {"run_id":"nov-1","period":"2026-11","capacity_volume":40000,
         "second_capacity_volume":42000}
        """;

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the zone's runs, confirmations and cuts: the idempotency "
        + "key.")]
    public string? RunId { get; init; }

    internal RunBegin ToBegin() => ToBegin(RunId!);
}
