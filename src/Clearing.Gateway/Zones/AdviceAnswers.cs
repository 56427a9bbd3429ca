using System.ComponentModel;
using Clearing.Allocation.Advice;

namespace Clearing.Gateway;

/// <summary>The probable volume, cost and return of bids at the given fees.</summary>
internal sealed record AdviceAnswer(
    string Market, string Currency, int MinorExponent, long Volume,
    [property: Description("Cleared rounds of past periods of the zone that were counted.")]
    int PastRounds,
    [property: Description("Past periods with such a round.")]
    int PastPeriods,
    [property: Description(
        "Net sales of the seller's last days in the zone, on which expected sales rest; null "
        + "without any known use.")]
    Int128? PastSalesMinor,
    [property: Description("The sum of the same days' use; null without any.")]
    Int128? PastUsedVolumeDays,
    [property: Description("By fee, in the order of the query.")]
    ImmutableArray<FeeAdviceAnswer> Fees);

/// <summary>The probable volume, cost and return of a bid at one fee.</summary>
internal sealed record FeeAdviceAnswer(
    long FeeMicros,
    [property: Description("How often such a bid would have got something in a round.")]
    ChanceAnswer NextRound,
    [property: Description("How often such a bid, left standing, would have got something in a period.")]
    ChanceAnswer ByPeriodEnd,
    [property: Description("The charge if all of the volume is granted at that fee.")]
    Int128 ChargeMinor,
    [property: Description("The incremental sales whose credit offsets as much as it may; null if no sales do.")]
    Int128? BreakEvenSalesMinor,
    [property: Description("The same for each cubic foot, rounded up.")]
    Int128? BreakEvenSalesPerFootMinor,
    [property: Description("What the space would sell at the rate of your own past sales; null if that is unknown.")]
    Int128? ExpectedSalesMinor,
    [property: Description("The charge less the credit on those sales; null if they are unknown.")]
    Int128? ExpectedNetMinor)
{
    public static FeeAdviceAnswer Of(FeeAdvice advice) => new(
        advice.FeeMicros, ChanceAnswer.Of(advice.NextRound), ChanceAnswer.Of(advice.ByPeriodEnd),
        advice.ChargeMinor, advice.BreakEvenSalesMinor, advice.BreakEvenSalesPerFootMinor,
        advice.ExpectedSalesMinor, advice.ExpectedNetMinor);
}

/// <summary>How often something happened, and the probability that this suggests.</summary>
internal sealed record ChanceAnswer(
    [property: Description("How often it could have happened.")]
    int Samples,
    [property: Description("How often it happened.")]
    int Granted,
    [property: Description("Granted / samples; null for few samples.")]
    long? PointPpm,
    [property: Description("The lower end of Wilson's 90 % interval.")]
    long LowPpm,
    [property: Description("Its upper end.")]
    long HighPpm)
{
    public static ChanceAnswer Of(Chance chance) => new(
        chance.Samples, chance.Granted, chance.PointPpm, chance.LowPpm, chance.HighPpm);
}
