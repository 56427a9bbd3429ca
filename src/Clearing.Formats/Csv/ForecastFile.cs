using System.Text;
using System.Text.Unicode;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;

namespace Clearing.Formats;

/// <summary>
/// Reads the operator's own projections from CSV: <c>projection_id,seller,week,milli_volume</c> and
/// optionally <c>model</c>.
/// </summary>
public sealed class ForecastFile : ICsvRows
{
    private const int Projection = 0;
    private const int Seller = 1;
    private const int Week = 2;
    private const int MilliVolume = 3;
    private const int Model = 4;

    private static readonly CsvColumn[] Columns =
    [
        new("projection_id"), new("seller"), new("week"), new("milli_volume"),
        new("model", Optional: true),
    ];

    private readonly List<ForecastRow> _rows = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ForecastRow>? _byId;

    private ForecastFile(bool idsOnce) => _byId = idsOnce ? new(StringComparer.Ordinal) : null;

    /// <summary>The projections in the order of the file.</summary>
    public IReadOnlyList<ForecastRow> Rows => _rows;

    /// <summary>Reads a whole file of projections.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <param name="idsOnce">
    /// True to refuse an id that stands for two different projections, which a zone would refuse.
    /// </param>
    /// <returns>All the projections, or all the errors.</returns>
    public static Parsed<ForecastFile> Read(Stream input, string file, bool idsOnce = false)
    {
        var errors = new FormatErrors(file);
        var forecasts = new ForecastFile(idsOnce);
        new CsvTable(input, Columns, errors).Read(forecasts);
        return new Parsed<ForecastFile>(forecasts, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var id = Encoding.ASCII.GetString(row.Id(Projection));
        if (id.Length > 0 && !ClientId.Allows(id))
        {
            row.Fail(Projection, ClientId.Rule);
        }
        var seller = OneOf(row.Seller(Seller));
        var week = row.Day(Week);
        if (week != default && week.DayOfWeek != DayOfWeek.Monday)
        {
            row.Fail(Week, "must be a Monday: the day with which the week begins");
        }
        var volume = row.Number(MilliVolume, least: 0, DayFigures.MaxMilliVolume);
        var read = new ForecastRow(row.Line, new(id, seller, week, volume, ModelOf(row)));
        _rows.Add(read);
        if (_byId is null || id.Length == 0 || _byId.TryAdd(id, read)) { return; }
        if (_byId[id].Forecast != read.Forecast)
        {
            row.Fail(Projection, $"stands for another projection in line {_byId[id].Line}");
        }
    }

    private string? ModelOf(CsvRow row)
    {
        if (!row.HasValue(Model)) { return null; }
        var text = row.Text(Model);
        if (text.Length > WeekForecast.MaxModelLength || !Utf8.IsValid(text))
        {
            row.Fail(Model, $"must be at most {WeekForecast.MaxModelLength} bytes of UTF-8");
            return null;
        }
        return OneOf(Encoding.UTF8.GetString(text));
    }

    // The rows of a seller, and those of a model, share one string.
    private string OneOf(string word)
    {
        _words.TryAdd(word, word);
        return _words[word];
    }
}
