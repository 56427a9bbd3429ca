using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Results;

/// <summary>
/// Results as JSON: <c>[mean, 95 % half width, replications]</c> under plain names.
/// </summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What every result begins with.</summary>
    public static JsonObject Meta(LabOptions options) => new()
    {
        ["format"] = "[mean, 95 % half width, replications] unless named otherwise",
        ["tolerance"] = "|x - ref| <= 1.5 (h_x + h_ref); alpha within 0.05; hedge factor within"
            + " 0.06; fixtures and E7 exactly",
        ["seed"] = options.Seed,
    };

    /// <summary>An estimate; null stands for a number that no market had.</summary>
    public static JsonArray Of(Estimate estimate) =>
        [Number(estimate.Mean), Number(estimate.Half), estimate.Markets];

    /// <summary>A number; null if there is none.</summary>
    public static JsonNode? Number(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>Named estimates.</summary>
    public static JsonObject Of(IEnumerable<(string Name, Estimate Estimate)> figures)
    {
        var members = new JsonObject();
        foreach (var (name, estimate) in figures) { members[name] = Of(estimate); }
        return members;
    }

    /// <summary>A main table: its model and the figures of each mechanism.</summary>
    public static JsonObject Of(MainTable table)
    {
        var mechanisms = new JsonObject();
        foreach (var mechanism in table.Shown)
        {
            mechanisms[mechanism.Name] = Of(table.FiguresOf(mechanism));
        }
        return new()
        {
            ["label"] = table.Model.Label,
            ["params"] = ModelFile.Write(table.Model),
            ["capacity"] = new JsonArray(
                [.. Enumerable.Repeat(table.Model.RoundCapacity, table.Model.Rounds)
                    .Select(volume => (JsonNode)volume)]),
            ["replications"] = table.Markets,
            ["mechanisms"] = mechanisms,
        };
    }

    /// <summary>The text of a result, with a line end.</summary>
    public static string Text(JsonNode result) => result.ToJsonString(Options) + "\n";
}
