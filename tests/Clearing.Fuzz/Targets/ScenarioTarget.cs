using System.Text;
using Clearing.Formats;

namespace Clearing.Fuzz;

/// <summary>Scenario files: read, and replayed where they are taken.</summary>
internal sealed class ScenarioTarget : ITarget
{
    public string Name => "scenario";

    public IReadOnlyList<byte[]> Valid { get; } =
    [
        Encoding.UTF8.GetBytes(
            """
            {"id":"X","config":{"currency":"USD","minor_exponent":2,"lot":1,"tick_micros":1,
            "tie_rule":"PRO_RATA","lottery_seed":"","pricing_rule":"LOWEST_GRANTED",
            "repricing_min_volume":0,"seller_cap":{"s":500},"credit_rate_ppm":1,"credit_cap_ppm":1},
            "events":[{"op":"submit","bid":"b","seller":"s","max_fee_micros":3,"max_volume":5,
            "min_volume":1,"time_in_force":"PERIOD"},
            {"op":"submit","bid":"c","seller":"t","max_fee_micros":3,"max_volume":50},
            {"op":"amend","bid":"c","max_volume":40},
            {"op":"clear","round":1,"capacity_delta":13,"reserve_fee_micros":0},
            {"op":"relinquish","award":"b@1","volume":1},{"op":"cancel","bid":"c"},
            {"op":"clear","round":2,"capacity_delta":-3},
            {"op":"sales","seller":"s","incremental_minor":3000}]}
            """),
    ];

    public bool Take(byte[] input, Random random)
    {
        var parsed = ScenarioFile.Read(new MemoryStream(input), "damaged.json");
        Clear.Errors(parsed.Errors, parsed.Value is null);
        if (!parsed.IsValid(out var file)) { return false; }
        foreach (var entry in file.Scenarios) { ScenarioReplay.Run(entry.Scenario); }
        return true;
    }
}
