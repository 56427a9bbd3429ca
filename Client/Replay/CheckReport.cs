using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Replay;

/// <summary>The result of comparing replays with their expected outcomes.</summary>
/// <param name="Scenarios">The number of replayed scenarios.</param>
/// <param name="Unchecked">The number of those without an expected outcome.</param>
/// <param name="Differences">The differences from what is expected.</param>
internal sealed record CheckReport(
    int Scenarios, int Unchecked, ImmutableArray<Difference> Differences)
{
    /// <summary>Prints a line for each difference and the counts, or the same as JSON.</summary>
    internal void Print(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(AsJson());
            return;
        }
        foreach (var difference in Differences)
        {
            output.WriteLine(difference);
        }
        var without = Unchecked > 0 ? $" ({Unchecked} without an expected outcome)" : "";
        var differences = Counted.Of(Differences.Length, "difference");
        output.WriteLine($"{Counted.Of(Scenarios, "scenario")}{without}, {differences}");
    }

    private string AsJson() => JsonText.OfObject(json =>
    {
        json.WriteNumber("scenarios", Scenarios);
        json.WriteNumber("unchecked", Unchecked);
        json.WriteStartArray("differences");
        foreach (var difference in Differences)
        {
            json.WriteStartObject();
            json.WriteString("scenario", difference.Scenario);
            json.WriteNumber("line", difference.Line);
            json.WriteString("path", difference.Path);
            json.WriteString("expected", difference.Expected);
            json.WriteString("actual", difference.Actual);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
