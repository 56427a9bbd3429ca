using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Scores;
using Clearing.Allocation.Sellers;

namespace Clearing.Allocation.Runs;

/// <summary>What a run takes from a seller, all of it from facts up to the cut-off.</summary>
/// <param name="Seller">The seller's id.</param>
/// <param name="CutOff">The Sunday after which facts did not count.</param>
/// <param name="FactsHash">The hash of the facts.</param>
/// <param name="Series">Its weeks, ending with the cut-off week.</param>
/// <param name="Score">Its score over the days that end with the cut-off.</param>
/// <param name="PeakUsedVolume">The highest known use in that window.</param>
/// <param name="Use">Its use of extra space in that window.</param>
/// <param name="Profile">Its profile; null if the operator set none.</param>
[GenerateSerializer, Alias("Clearing.RunSnapshot"), Immutable]
public sealed record RunSnapshot(
    string Seller,
    DateOnly CutOff,
    string FactsHash,
    SellerSeries Series,
    SellerScore Score,
    long PeakUsedVolume,
    UseOfExtra Use,
    SellerProfile? Profile)
{
    /// <summary>
    /// The operator's own projections of its weeks, the last one of a week counts; null for none.
    /// </summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<GivenWeek>? Given { get; init; }

    /// <summary>Its confirmed events that overlap weeks after the cut-off; null for none.</summary>
    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<PlannedEvent>? Events { get; init; }

    /// <summary>Takes a seller's facts up to a cut-off.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="days">
    /// Its days with facts, ascending; those after the cut-off do not count.
    /// </param>
    /// <param name="use">Its use of extra space.</param>
    /// <param name="profile">Its profile; null if the operator set none.</param>
    /// <param name="cutOff">The cut-off, a Sunday.</param>
    /// <param name="config">The numbers of the rules.</param>
    public static RunSnapshot Of(
        string seller,
        IEnumerable<EffectiveDay> days,
        UseOfExtra use,
        SellerProfile? profile,
        DateOnly cutOff,
        AllocationConfig config)
    {
        EffectiveDay[] known = [.. days.TakeWhile(day => day.Day <= cutOff)];
        var first = cutOff.AddDays(1 - config.ScoreDays);
        DayFigures[] window = [.. known.Where(day => day.Day >= first).Select(day => day.Figures)];
        return new(
            seller, cutOff, Facts.FactsHash.Of(known), WeekRule.SeriesOf(known, cutOff, config),
            ScoreRule.Of(window, config), window.Max(day => day.UsedVolume) ?? 0, use, profile);
    }
}
