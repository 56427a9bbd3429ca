using Clearing.Allocation.Attributions;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A page of a seller's attribution lines in a market.</summary>
internal sealed record LinesAnswer(
    string Market, string Currency, int MinorExponent,
    [property: Description("The sum of the results of all days, not only of this page.")]
    Int128 IncrementalMinor,
    [property: Description("The newest line of each day, ascending.")]
    ImmutableArray<LineAnswer> Lines,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor)
{
    public static LinesAnswer Of(
        string market, MarketConfig config, LinePage page, int limit) => new(
        market, config.Currency, config.MinorExponent, page.IncrementalMinor,
        [.. page.Lines.Select(LineAnswer.Of)],
        page.Lines.Length == limit ? $"{page.Lines[^1].Line.Day.DayNumber}" : null);
}

/// <summary>
/// The part of a day's sales due to extra space: incremental = net sales × extra used ÷ used,
/// rounded toward zero.
/// </summary>
internal sealed record LineAnswer(
    [property: Description("The line's name in the ledger: attribution/day/number.")]
    string LineId,
    DateOnly Day,
    [property: Description("Runs from 1 for each day: 2 and more are changes by later facts.")]
    int Number,
    [property: Description("Why the day counts or does not; the first reason that applies.")]
    LineReason Reason,
    [property: Description("Cubic feet in use, of an earlier day if ESTIMATED; null if unknown.")]
    long? UsedVolume,
    [property: Description("The confirmed base; null for no limit, or if none was confirmed.")]
    long? BaseVolume,
    [property: Description("Extra space held at the end of the day.")]
    long HeldVolume,
    [property: Description("How much of it was in use; 0 if the day does not count.")]
    long ExtraUsedVolume,
    [property: Description("Sales less returns.")]
    Int128 NetSalesMinor,
    Int128 IncrementalMinor,
    [property: Description("The result less that of the day's line before.")]
    Int128 DeltaMinor)
{
    public static LineAnswer Of(PostedLine posted)
    {
        var line = posted.Line;
        return new(
            new DaySale(line.Day, posted.Number, new(posted.DeltaMinor)).Reference, line.Day,
            posted.Number, line.Reason, line.UsedVolume, line.BaseVolume, line.HeldVolume,
            line.ExtraUsedVolume, line.NetSalesMinor, line.IncrementalMinor, posted.DeltaMinor);
    }
}
