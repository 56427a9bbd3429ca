using Clearing.Instruments.Health;

namespace Clearing.Gateway;

/// <summary>What a monitor finds in one market.</summary>
internal sealed record HealthAnswer(
    string Market,
    [property: Description("How many measures raise an alarm.")] int Alarms,
    ImmutableArray<MeasureAnswer> Measures,
    [property: Description("Who set the fee of each cleared round, by number.")]
    ImmutableArray<RoundHealthAnswer> Rounds)
{
    public static HealthAnswer Of(MarketReadings seen) => new(
        seen.Market, seen.Readings.Count(reading => reading.IsAlarm),
        [.. seen.Readings.Select(MeasureAnswer.Of)],
        [.. seen.Rounds.Select(RoundHealthAnswer.Of)]);
}

/// <summary>A measure of one market, and what it means.</summary>
internal sealed record MeasureAnswer(
    string Measure, string Name,
    [property: Description("How it is computed.")] string Definition,
    [property: Description("When it raises an alarm; null if it never does.")] string? Threshold,
    [property: Description(
        "Its value in millionths; null if there is nothing to measure, or while it is sealed.")]
    long? ValuePpm,
    [property: Description("Whether it raises an alarm; false while its value is sealed.")]
    bool Alarm,
    [property: Description(
        "What raised it: rounds, bids or sellers, or what comes near to it; empty if nothing does.")]
    string Detail,
    [property: Description("How often it raises an alarm in honest simulated markets.")]
    ImmutableArray<FalseAlarmAnswer> FalseAlarms)
{
    public static MeasureAnswer Of(HealthReading reading)
    {
        var measure = HealthMeasure.Of(reading.Measure);
        return new(
            measure.Id, measure.Name, measure.Definition,
            measure.CanAlarm ? measure.Threshold : null, reading.ValuePpm, reading.IsAlarm,
            reading.Detail,
            [
                .. HonestMarkets.Of(measure.Id).Select(honest =>
                    new FalseAlarmAnswer(honest.Model, honest.RatePpm)),
            ]);
    }
}

/// <summary>How often a measure raises an alarm in honest markets of a model.</summary>
internal sealed record FalseAlarmAnswer(
    [property: Description("tight, balanced or slack: how scarce space is.")] string Model,
    [property: Description("The share of these markets, per million.")] long RatePpm);

/// <summary>Who set the fee of a round, and what stands behind it.</summary>
internal sealed record RoundHealthAnswer(
    int Round, long AvailableVolume,
    [property: Description("Granted from fresh capacity.")] long FreshVolume,
    long GrantedVolume, long? RoundFeeMicros,
    [property: Description("The fee that earlier awards were lowered to; null if none was lowered.")]
    long? RepricedToMicros,
    [property: Description("The next higher max fee that got volume; null if there is none.")]
    long? NextFeeMicros,
    [property: Description("The fee at which 5 % of the volume is counted from below.")]
    long? DepthFeeMicros,
    [property: Description("Granted at the lowest max fee.")] long SetterVolume,
    [property: Description("The sellers of these bids, by id.")] ImmutableArray<string> Setters)
{
    public static RoundHealthAnswer Of(RoundReading round) => new(
        round.Round, round.Available.Value, round.Fresh.Value, round.Granted.Value,
        round.Fee?.Micros, round.RepricedTo?.Micros, round.NextFee?.Micros, round.DepthFee?.Micros,
        round.SetterVolume.Value, round.Setters);
}

/// <summary>The markets of a region together.</summary>
internal sealed record RegionHealthAnswer(
    string Region,
    [property: Description(
        "How many of its markets have a cleared round; the others have nothing to measure.")]
    int Markets,
    [property: Description("How many of them raise an alarm.")] int MarketsWithAnAlarm,
    [property: Description(
        "The share of these markets whose lowest fee came in their last round, per million; null if no "
        + "market has two rounds.")]
    long? LastRoundSetsLowestPpm,
    [property: Description("True if that is above 60 % of 5 such markets or more.")]
    bool LastRoundAlarm,
    [property: Description("The markets with a cleared round, by key.")]
    ImmutableArray<MarketAlarmsAnswer> MarketAlarms);

/// <summary>Which measures raise an alarm in a market.</summary>
internal sealed record MarketAlarmsAnswer(
    string Market, [property: Description("By id.")] ImmutableArray<string> Alarms);
