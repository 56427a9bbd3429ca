using System.Text;
using System.Text.Json.Nodes;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>
/// Reads markets to open, and rounds to plan in them, from CSV. Each row is a market, or one more
/// round or series of rounds of a market that an earlier row names.
/// </summary>
/// <remarks>
/// The columns are named like the members of HTTP bodies: <c>market</c>, and any member of the
/// configuration or of a calendar entry. An empty value counts as left out.
/// </remarks>
public sealed class MarketFile : ICsvRows
{
    private const int Market = 0;
    private const int FirstNumber = 6;
    private const int Round = 21;
    private const int ClosesAt = 22;
    private const int FirstOfPlan = 23;

    private static readonly CsvColumn[] Columns =
    [
        new("market"), new("currency", Optional: true), new("tie_rule", Optional: true),
        new("lottery_seed", Optional: true), new("pricing_rule", Optional: true),
        new("credits_from", Optional: true),
        new("minor_exponent", Optional: true), new("lot", Optional: true),
        new("tick_micros", Optional: true), new("repricing_min_volume", Optional: true),
        new("repricing_support_ppm", Optional: true), new("credit_rate_ppm", Optional: true),
        new("credit_cap_ppm", Optional: true), new("sales_review_minor", Optional: true),
        new("contest_window_seconds", Optional: true),
        new("four_eyes_settlement_minor", Optional: true),
        new("four_eyes_cut_volume", Optional: true),
        new("four_eyes_correction_minor", Optional: true),
        new("highest_max_fee_micros", Optional: true),
        new("smallest_max_volume", Optional: true), new("cap_share_of_base_ppm", Optional: true),
        new("round", Optional: true), new("closes_at", Optional: true),
        new("capacity_delta", Optional: true), new("reserve_fee_micros", Optional: true),
        new("repeat_count", Optional: true), new("repeat_every_seconds", Optional: true),
    ];

    private readonly Dictionary<string, (JsonObject Market, string[] Texts)> _byKey =
        new(StringComparer.Ordinal);

    private readonly List<JsonObject> _markets = [];

    private MarketFile()
    {
    }

    /// <summary>
    /// The markets in the order of the file, each as in the body of <c>/markets/batch</c>.
    /// </summary>
    public IReadOnlyList<JsonObject> Markets => _markets;

    /// <summary>Reads a whole file of markets.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the markets, or all the errors.</returns>
    public static Parsed<MarketFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var markets = new MarketFile();
        new CsvTable(input, Columns, errors).Read(markets);
        return new Parsed<MarketFile>(markets, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var key = Encoding.UTF8.GetString(row.Text(Market));
        if (!MarketKey.TryParse(key, out _))
        {
            row.Fail(Market, "must be region/storage_type/period, such as us-east/standard/2026-Q4");
            return;
        }
        var texts = TextsOf(row);
        if (_byKey.TryGetValue(key, out var first))
        {
            CheckSame(row, texts, first.Texts);
        }
        else
        {
            _byKey.Add(key, first = (new JsonObject { ["market"] = key }, texts));
            _markets.Add(first.Market);
            for (var column = Market + 1; column < Round; column++) { Take(row, column, first.Market); }
        }
        var market = first.Market;
        if (PlanOf(row) is not { } plan) { return; }
        if (market["rounds"] is not JsonArray rounds) { market["rounds"] = rounds = []; }
        rounds.Add((JsonNode)plan);
    }

    private static JsonObject? PlanOf(CsvRow row)
    {
        var given = Enumerable.Range(Round, Columns.Length - Round).Where(row.HasValue).ToArray();
        if (given.Length == 0) { return null; }
        if (!row.HasValue(Round)) { row.Fail(given[0], "needs a round on its line"); }
        if (row.HasValue(Round) && !row.HasValue(ClosesAt)) { row.Fail(Round, "needs closes_at"); }
        var plan = new JsonObject();
        if (row.HasValue(Round)) { plan["round"] = row.Number(Round, 1, int.MaxValue); }
        if (row.HasValue(ClosesAt))
        {
            if (!Instants.TryRead(row.Text(ClosesAt), out _)) { row.Fail(ClosesAt, Instants.Rule); }
            plan["closes_at"] = Encoding.UTF8.GetString(row.Text(ClosesAt));
        }
        for (var column = FirstOfPlan; column < Columns.Length; column++) { Take(row, column, plan); }
        return plan;
    }

    private static void Take(CsvRow row, int column, JsonObject into)
    {
        if (row.HasValue(column)) { into[Columns[column].Name] = ValueOf(row, column); }
    }

    private static JsonNode ValueOf(CsvRow row, int column)
    {
        var name = Columns[column].Name;
        return column < FirstNumber
            ? JsonValue.Create(Encoding.UTF8.GetString(row.Text(column)))
            : JsonValue.Create(row.Number(column, name == "capacity_delta" ? -long.MaxValue : 0));
    }

    private static string[] TextsOf(CsvRow row) =>
    [
        .. Enumerable.Range(0, Round).Select(column =>
            row.HasValue(column) ? Encoding.UTF8.GetString(row.Text(column)) : ""),
    ];

    // A later row may leave a value out; it then is that of the market's first row. Values are compared
    // as they are written: a number has one form, and what is none was refused on the first row.
    private static void CheckSame(CsvRow row, string[] texts, string[] first)
    {
        for (var column = Market + 1; column < Round; column++)
        {
            if (texts[column].Length == 0 || texts[column] == first[column]) { continue; }
            var rule = first[column].Length == 0 ? "empty" : first[column];
            row.Fail(column, $"must be {rule}, as on the market's first line");
        }
    }
}
