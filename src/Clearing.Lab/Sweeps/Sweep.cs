using System.Globalization;
using System.Text.Json.Nodes;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Sweeps;

/// <summary>A parameter and the values it takes, with the same markets otherwise.</summary>
/// <param name="Parameter">The parameter's name, as in a model's file; <c>rho</c> is the
/// operator's correlation with all products.</param>
/// <param name="Points">The values as given, and the model with each.</param>
public sealed record Sweep(
    string Parameter, IReadOnlyList<(string Value, MarketModel Model)> Points)
{
    /// <summary>Reads <c>PARAM=a,b,c</c>; a range is <c>least..most</c>.</summary>
    /// <param name="model">The model to change.</param>
    /// <param name="text">The sweep.</param>
    /// <exception cref="ModelException">The parameter or a value is wrong.</exception>
    public static Sweep Read(MarketModel model, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1)
        {
            throw new ModelException($"{text}: must be PARAM=a,b,c");
        }
        var (name, values) = (text[..at], text[(at + 1)..].Split(','));
        return new(name, [.. values.Select(value => (value, With(model, name, value)))]);
    }

    /// <summary>Plays some mechanisms at each value.</summary>
    public IEnumerable<(string Value, MainTable Table)> Run(
        IReadOnlyList<Mechanism> mechanisms, LabOptions options)
    {
        foreach (var (value, model) in Points)
        {
            var table = new MainTable(model, mechanisms);
            table.Extend(options);
            yield return (value, table);
        }
    }

    private static MarketModel With(MarketModel model, string name, string value)
    {
        var ends = value.Split("..");
        JsonNode node = ends.Length == 2
            ? new JsonArray(Number(name, ends[0]), Number(name, ends[1]))
            : Number(name, value);
        return ModelFile.With(model, name, node) with { Label = $"{name} {value}" };
    }

    private static JsonValue Number(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? JsonValue.Create(number)
            : throw new ModelException($"{name} \"{text}\": must be a number, or least..most");
}
