using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// Checks a file of projections in several calls, with the answers of one call: a row is decided
/// against the first accepted one of its id, wherever that stands in the file.
/// </summary>
/// <param name="file">The rows of the whole file.</param>
internal sealed class TriedForecasts(IEnumerable<ForecastRow> file)
{
    /// <summary>
    /// The most rows of a call: half of what a zone takes, because each may need the one before.
    /// </summary>
    public const int RowsPerCall = 500;

    private readonly HashSet<string> _often =
    [
        .. file.CountBy(row => row.Forecast.Id).Where(of => of.Value > 1).Select(of => of.Key),
    ];

    private readonly Dictionary<string, WeekForecast> _accepted = new(StringComparer.Ordinal);

    /// <summary>Checks the next rows.</summary>
    /// <param name="rows">1 to <see cref="RowsPerCall"/> rows.</param>
    /// <param name="check">Asks the zone.</param>
    /// <returns>An answer per row.</returns>
    public async Task<ImmutableArray<ForecastStatus>> Check(
        ForecastRow[] rows,
        Func<ImmutableArray<WeekForecast>, Task<ImmutableArray<ForecastStatus>>> check)
    {
        ImmutableArray<WeekForecast> before =
        [
            .. rows.Select(row => row.Forecast.Id).Distinct(StringComparer.Ordinal)
                .Where(_accepted.ContainsKey).Select(id => _accepted[id]),
        ];
        var answers = (await check([.. before, .. rows.Select(row => row.Forecast)]))
            [before.Length..];
        foreach (var (row, answer) in rows.Zip(answers))
        {
            if (answer == ForecastStatus.Recorded && _often.Contains(row.Forecast.Id))
            {
                _accepted.TryAdd(row.Forecast.Id, row.Forecast);
            }
        }
        return answers;
    }
}
