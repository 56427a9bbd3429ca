using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Replay;

/// <summary>What a comparison of replays with their expectations found.</summary>
/// <param name="Scenarios">Scenarios replayed.</param>
/// <param name="Unchecked">Those among them that expect nothing.</param>
/// <param name="Differences">What is not as expected.</param>
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
        output.WriteLine($"{Scenarios} scenarios{without}, {Differences.Length} differences");
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
