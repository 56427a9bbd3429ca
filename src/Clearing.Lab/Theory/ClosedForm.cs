using System.Text.Json.Nodes;

namespace Clearing.Lab.Theory;

/// <summary>A result known in closed form, and what the lab finds for it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Exact">What theory says.</param>
/// <param name="Ok">True if the lab finds it.</param>
public sealed record ClosedForm(string Id, JsonNode Exact, bool Ok)
{
    /// <summary>What is compared, in words or signs.</summary>
    public string? Formula { get; init; }

    /// <summary>What the lab finds; null if the exact value is itself computed.</summary>
    public JsonNode? Simulated { get; init; }

    /// <summary>Half the width of the 95 % interval of what the lab finds.</summary>
    public double? Half { get; init; }

    /// <summary>Further members by name.</summary>
    public JsonObject? More { get; init; }

    /// <summary>Where the result is from.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// A simulated number; it agrees if it is within twice its half width, four standard errors.
    /// </summary>
    public static ClosedForm Of(
        string id, string formula, double exact, Statistics.Moments found, string source) =>
        new(id, exact, Math.Abs(found.Mean - exact) <= (2 * found.Half) + 1e-6)
        {
            Formula = formula,
            Simulated = found.Mean,
            Half = found.Half,
            Source = source,
        };

    /// <summary>As JSON.</summary>
    public JsonObject Json()
    {
        var members = new JsonObject();
        if (Formula is not null) { members["formula"] = Formula; }
        foreach (var (name, value) in More ?? []) { members[name] = value?.DeepClone(); }
        members["exact"] = Exact.DeepClone();
        if (Simulated is not null) { members["simulated"] = Simulated.DeepClone(); }
        if (Half is { } half) { members["ci95"] = half; }
        members["ok"] = Ok;
        if (Source is not null) { members["source"] = Source; }
        return members;
    }
}
