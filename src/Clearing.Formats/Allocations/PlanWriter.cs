using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Runs;
using Clearing.Formats.Allocations.Kinds;

namespace Clearing.Formats.Allocations;

/// <summary>
/// Writes the bases of a run as JSON, in the shape of an <c>allocation</c> case's result.
/// </summary>
public static class PlanWriter
{
    /// <summary>Writes a run's periods.</summary>
    /// <param name="output">Receives UTF-8 text that ends with an LF; it is not closed.</param>
    /// <param name="plans">The periods of a run.</param>
    public static void Write(Stream output, ImmutableArray<PeriodPlan> plans)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteList("periods", plans, plan =>
            {
                json.WriteString("period", plan.Period.ToString());
                json.WriteString("status", plan.IsEstimate ? "ESTIMATE" : "CONFIRMED");
                AllocationCase.Write(json, plan.Bases);
            });
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }
}
