using Clearing.Allocation.Projections;

namespace Clearing.Formats;

/// <summary>A row of a file of the operator's own projections.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Forecast">The projection.</param>
public sealed record ForecastRow(long Line, WeekForecast Forecast);
