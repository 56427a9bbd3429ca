using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>Markets and what happened in them: the input of a replay.</summary>
/// <param name="Id">The scenario's name.</param>
/// <param name="Markets">
/// The configuration of each market, by any label; a scenario of one market without a label uses
/// <see cref="OnlyMarket"/>.
/// </param>
/// <param name="Events">What happened, in order.</param>
public sealed record Scenario(
    string Id,
    ImmutableSortedDictionary<string, MarketConfig> Markets,
    ImmutableArray<ScenarioEvent> Events)
{
    /// <summary>The label of the market of a scenario that names none: the empty string.</summary>
    public const string OnlyMarket = "";
}
