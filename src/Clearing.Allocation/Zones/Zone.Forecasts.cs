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
        if (!ClientId.Allows(forecast.Id)) { return ForecastStatus.IdMalformed; }
        if (_forecasts.Find(forecast.Id) is { } known)
        {
            return known == forecast ? ForecastStatus.Recorded : ForecastStatus.IdReused;
        }
        if (Terms is null) { return ForecastStatus.ZoneUnknown; }
        if (!_sellers.Contains(forecast.Seller)) { return ForecastStatus.SellerUnknown; }
        if (forecast.Week.DayOfWeek != DayOfWeek.Monday) { return ForecastStatus.WeekNotMonday; }
        var ahead = forecast.Week.DayNumber - today.DayNumber;
        if (ahead is <= -DaysOfWeek or > MaxDaysAhead) { return ForecastStatus.WeekOutOfRange; }
        if (forecast.MilliVolume < 0) { return ForecastStatus.VolumeNegative; }
        if (forecast.MilliVolume > DayFigures.MaxMilliVolume) { return ForecastStatus.VolumeTooLarge; }
        return new(ForecastStatus.Recorded, new ForecastsTaken([forecast]));
    }

    /// <summary>
    /// A seller's own projections by the operator, as they were when a run began.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="seller">The seller's id.</param>
    public ImmutableArray<GivenWeek> GivenIn(RunReport run, string seller) =>
        _forecasts.After(seller, run.CutOff, _bases[run.Begin.Id].Forecasts);
}
