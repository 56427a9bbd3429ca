using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>A scenario of a file, and what the file expects of it.</summary>
/// <param name="Scenario">The scenario; its id is its number in the file if it has none.</param>
/// <param name="Expected">The expected outcome; null if the file does not give it.</param>
public sealed record ScenarioEntry(Scenario Scenario, JsonPlace? Expected) : IReplay
{
    /// <inheritdoc/>
    public string Id => Scenario.Id;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json) =>
        ReplayWriter.Write(json, ScenarioReplay.Run(Scenario));

    /// <inheritdoc/>
    public ImmutableArray<Difference> Differences() => Expected is null
        ? []
        : ExpectedOutcome.Compare(Expected, ScenarioReplay.Run(Scenario));
}
