namespace Clearing.Market.Curtailments;

/// <summary>What a curtailment depends on beside the market: its zone's rules, and the day.</summary>
/// <param name="Today">Today in the region's time zone.</param>
/// <param name="FirstDay">The first day of the market's period.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Rule">Which awards are cut first.</param>
/// <param name="CompensationPpm">
/// The compensation of a lost day, per million of the award's fee for it.
/// </param>
public sealed record CurtailPlace(
    DateOnly Today, DateOnly FirstDay, DateOnly LastDay, CurtailRule Rule, int CompensationPpm);
