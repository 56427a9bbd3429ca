using System.Collections.Immutable;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Zones;

public sealed partial class Zone
{
    private const int MaxDaysAhead = 730;
    private const int DaysOfWeek = 7;

    private readonly ForecastBook _forecasts = new();

    /// <summary>Whether a projection of this id was taken.</summary>
    /// <param name="id">The projection's id.</param>
    public bool HasForecast(string id) => _forecasts.Find(id) is not null;

    /// <summary>Decides on the operator's own projection; repeating it changes nothing.</summary>
    /// <param name="forecast">The projection; the last one of a seller and week counts.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<ForecastStatus, ZoneEvent> Take(WeekForecast forecast, DateOnly today)
    {
        var answer = Check(forecast, _forecasts.Find(forecast.Id), today);
        return answer is null
            ? new(ForecastStatus.Recorded, new ForecastsTaken([forecast]))
            : new(answer.Value);
    }

    /// <summary>
    /// What taking the projections one after the other would come to; nothing is recorded.
    /// </summary>
    /// <param name="forecasts">The projections.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    /// <returns>What would become of each, in the same order.</returns>
    public ImmutableArray<ForecastStatus> Check(
        ImmutableArray<WeekForecast> forecasts, DateOnly today)
    {
        var tried = new Dictionary<string, WeekForecast>(StringComparer.Ordinal);
        return
        [
            .. forecasts.Select(forecast =>
            {
                var known = _forecasts.Find(forecast.Id) ?? tried.GetValueOrDefault(forecast.Id);
                var answer = Check(forecast, known, today);
                if (answer is null) { tried.Add(forecast.Id, forecast); }
                return answer ?? ForecastStatus.Recorded;
            }),
        ];
    }

    // The answer that changes nothing; null if the projection is to be taken.
    private ForecastStatus? Check(WeekForecast forecast, WeekForecast? known, DateOnly today)
    {
        if (!ClientId.Allows(forecast.Id)) { return ForecastStatus.IdMalformed; }
        if (known is not null)
        {
            return known == forecast ? ForecastStatus.Recorded : ForecastStatus.IdReused;
        }
        if (Terms is null) { return ForecastStatus.ZoneUnknown; }
        if (!IsKnown(forecast.Seller)) { return ForecastStatus.SellerUnknown; }
        if (forecast.Week.DayOfWeek != DayOfWeek.Monday) { return ForecastStatus.WeekNotMonday; }
        var ahead = forecast.Week.DayNumber - today.DayNumber;
        if (ahead is <= -DaysOfWeek or > MaxDaysAhead) { return ForecastStatus.WeekOutOfRange; }
        if (forecast.MilliVolume < 0) { return ForecastStatus.VolumeNegative; }
        return forecast.MilliVolume > DayFigures.MaxMilliVolume
            ? ForecastStatus.VolumeTooLarge
            : null;
    }

    /// <summary>
    /// A seller's own projections by the operator, as they were when a run began.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<GivenWeek> GivenIn(RunReport run, string seller) =>
        _forecasts.After(seller, run.CutOff, _bases[run.Begin.Id].Forecasts);
}
