using System.Collections.Immutable;
using Clearing.Allocation.Calendars;

namespace Clearing.Allocation.Projections;

/// <summary>The operator's own projections of a zone, in the order in which they were taken.</summary>
internal sealed class ForecastBook
{
    private readonly Dictionary<string, WeekForecast> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Number, WeekForecast Of)>> _bySeller =
        new(StringComparer.Ordinal);

    /// <summary>How many were taken; a run notes it when it begins.</summary>
    internal int Count => _byId.Count;

    /// <summary>The projection of an id; null if the id is free.</summary>
    internal WeekForecast? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Takes the next one.</summary>
    internal void Add(WeekForecast forecast)
    {
        _byId.Add(forecast.Id, forecast);
        if (!_bySeller.TryGetValue(forecast.Seller, out var own))
        {
            _bySeller.Add(forecast.Seller, own = []);
        }
        own.Add((Count, forecast));
    }

    /// <summary>
    /// A seller's weeks after a cut-off, in the order of their taking: the last one of a week counts.
    /// </summary>
    /// <param name="seller">The seller.</param>
    /// <param name="cutOff">The cut-off, a Sunday.</param>
    /// <param name="through">How many projections of the zone count, the first ones.</param>
    internal ImmutableArray<GivenWeek> After(string seller, DateOnly cutOff, int through) =>
    [
        .. (_bySeller.GetValueOrDefault(seller) ?? [])
            .Where(one => one.Number <= through && one.Of.Week > cutOff)
            .Select(one => new GivenWeek(
                PeriodCalendar.WeekOf(cutOff, one.Of.Week), one.Of.MilliVolume)),
    ];
}
