using System.Collections.Immutable;
using Clearing.Allocation.Projections;

namespace Clearing.Grains;

// The operator's own projections of sellers' weeks.
public sealed partial class ZoneGrain
{
    private const int MaxForecasts = 1_000;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ForecastStatus>> Forecast(
        ImmutableArray<WeekForecast> forecasts)
    {
        Demand(forecasts);
        var answers = ImmutableArray.CreateBuilder<ForecastStatus>(forecasts.Length);
        var (durable, act) = (Durable(), Acts.Now(Clock));
        foreach (var forecast in forecasts)
        {
            var decision = State.Take(forecast, Today());
            answers.Add(decision.Answer);
            if (!decision.Events.IsEmpty) { durable = Commit(decision.Events.By(act)); }
        }
        await durable;
        return answers.MoveToImmutable();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ForecastStatus>> CheckForecasts(
        ImmutableArray<WeekForecast> forecasts)
    {
        Demand(forecasts);
        return Answer(State.Check(forecasts, Today()));
    }

    private static void Demand(ImmutableArray<WeekForecast> forecasts)
    {
        if (forecasts.IsDefault || forecasts.Length is < 1 or > MaxForecasts)
        {
            throw new ArgumentException(
                $"A call takes 1 to {MaxForecasts} projections, not "
                    + $"{(forecasts.IsDefault ? 0 : forecasts.Length)}.",
                nameof(forecasts));
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> AnsweredForecasts(ImmutableArray<string> ids) =>
        Answer<ImmutableArray<bool>>([.. ids.Select(State.HasForecast)]);
}
