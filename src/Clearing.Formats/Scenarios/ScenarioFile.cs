using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>
/// Reads scenarios from JSON: a whole file <c>{"format","scenarios":[...]}</c> or one scenario.
/// </summary>
public sealed class ScenarioFile
{
    /// <summary>The format that a file names.</summary>
    public const string Format = "clearing-scenarios/1";

    private ScenarioFile(ImmutableArray<ScenarioEntry> scenarios) => Scenarios = scenarios;

    /// <summary>The scenarios in the order of the file.</summary>
    public ImmutableArray<ScenarioEntry> Scenarios { get; }

    /// <summary>Reads a whole file of scenarios; at most 256 MiB.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the scenarios, or all the errors.</returns>
    public static Parsed<ScenarioFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var document = StrictJson.ReadAll(input, errors);
        var scenarios = document is null ? [] : Read(document, errors);
        return new Parsed<ScenarioFile>(new ScenarioFile(scenarios), errors);
    }

    internal static ImmutableArray<ScenarioEntry> Read(
        JsonPlace document, FormatErrors errors)
    {
        var defaults = new MarketConfig();
        if (document.Find("scenarios") is null)
        {
            return [ScenarioReader.Read(document, defaults, number: 1, errors)];
        }
        var members = new JsonMembers(document, errors);
        if (members.Text("format") != Format && document.Find("format") is { } place)
        {
            errors.Add(place, $"must be {Format}");
        }
        if (members.Any("defaults") is { } given)
        {
            defaults = ConfigReader.ReadDefaults(given, defaults, errors);
        }
        var scenarios = ImmutableArray.CreateBuilder<ScenarioEntry>();
        var ids = new ReplayIds("scenario", errors);
        foreach (var scenario in members.List("scenarios"))
        {
            scenarios.Add(ScenarioReader.Read(scenario, defaults, scenarios.Count + 1, errors));
            ids.Add(scenario, scenarios[^1].Id);
        }
        members.RefuseOthers("title", "why", "source", "units", "notes");
        return scenarios.ToImmutable();
    }
}
