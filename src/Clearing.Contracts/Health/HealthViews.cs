using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>What a monitor finds in one market.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Readings">One for each measure, in the order of reports.</param>
/// <param name="Rounds">Its cleared rounds, by number.</param>
/// <param name="IsSettled">True once the market is settled: then nothing is sealed.</param>
[GenerateSerializer, Alias("Clearing.MarketReadings"), Immutable]
public sealed record MarketReadings(
    string Market, ImmutableArray<HealthReading> Readings, ImmutableArray<RoundReading> Rounds,
    bool IsSettled)
{
    // They rest on what sellers ask for, bids that stand included, or tell of single max fees.
    private static readonly string[] Sealed =
    [
        "cover", "pivotal_sellers", "three_pivotal", "setter_cost", "over_claim", "at_fee_bound",
    ];

    // Their details name the next max fee, or sellers by their max fees.
    private static readonly string[] Named = ["setter_share", "self_repricing"];

    /// <summary>
    /// What operators may know: before the settlement nothing that would tell of bids which stand.
    /// </summary>
    public MarketReadings ForOperators() => IsSettled ? this : this with
    {
        Readings =
        [
            .. Readings.Select(reading => Sealed.Contains(reading.Measure)
                ? new HealthReading(reading.Measure, ValuePpm: null, IsAlarm: false, "")
                : Named.Contains(reading.Measure) ? reading with { Detail = "" } : reading),
        ],
        Rounds = [.. Rounds.Select(round => round with { NextFee = null, DepthFee = null })],
    };
}

/// <summary>A measure of one market.</summary>
/// <param name="Measure">The measure's id.</param>
/// <param name="ValuePpm">
/// Its value in millionths; null if the market has nothing to measure, or if it would tell of
/// sealed bids.
/// </param>
/// <param name="IsAlarm">True if it raises an alarm.</param>
/// <param name="Detail">
/// What raised it: rounds, bids or sellers, or what comes near to it; empty if nothing does.
/// </param>
[GenerateSerializer, Alias("Clearing.HealthReading"), Immutable]
public sealed record HealthReading(string Measure, long? ValuePpm, bool IsAlarm, string Detail);

/// <summary>Who set the fee of a round, and what stands behind it.</summary>
/// <param name="Round">The round's number.</param>
/// <param name="Available">Cubic feet that could be granted.</param>
/// <param name="Fresh">Cubic feet granted from fresh capacity.</param>
/// <param name="Granted">Cubic feet granted.</param>
/// <param name="Fee">The round fee; null without an award.</param>
/// <param name="RepricedTo">What earlier awards were lowered to; null if to nothing.</param>
/// <param name="NextFee">
/// The next higher max fee that got volume; null if there is none, or while it is sealed.
/// </param>
/// <param name="DepthFee">
/// The max fee at which 5 % of the volume is counted from below; null while it is sealed.
/// </param>
/// <param name="SetterVolume">Cubic feet granted at the lowest max fee.</param>
/// <param name="Setters">The sellers of these bids, by id.</param>
[GenerateSerializer, Alias("Clearing.RoundReading"), Immutable]
public sealed record RoundReading(
    int Round, CubicFeet Available, CubicFeet Fresh, CubicFeet Granted, Fee? Fee, Fee? RepricedTo,
    Fee? NextFee, Fee? DepthFee, CubicFeet SetterVolume, ImmutableArray<string> Setters);
