using Npgsql;
using NpgsqlTypes;

namespace Clearing.Benchmarks;

/// <summary>The same run as one statement of PostgreSQL over a table of the same facts.</summary>
/// <remarks>
/// With exactly a year of facts no level of a year before is known, so that the uplift of every week
/// is 1: the statement leaves it out, while a run looks for it. Nor does the statement look for
/// profiles, overrides or extra space.
/// </remarks>
public sealed class SqlAllocation(NpgsqlDataSource source)
{
    private const string Weeks = """
        weeks AS (
            SELECT seller, (day - $1) / 7 AS week,
                CASE WHEN count(*) >= 4 THEN sum(sold)::bigint * 7 / count(*) END AS sold,
                CASE WHEN count(*) >= 4 THEN sum(units)::bigint * 7000 / count(*) END AS units
            FROM facts WHERE in_stock >= 500000 GROUP BY 1, 2),
        levels AS (
            SELECT seller, CASE WHEN count(sold) >= 4 THEN smoothed(sold ORDER BY week) END AS level
            FROM weeks WHERE week >= 26 GROUP BY 1),
        sums AS (
            SELECT seller, 91000 * sum(sold)::bigint / sum(used)::bigint AS turns,
                1000000 * sum(excess)::bigint / sum(on_hand)::bigint AS excess,
                1000000 * sum(stranded)::bigint / sum(on_hand)::bigint AS stranded,
                sum(in_stock)::bigint / count(*) AS in_stock
            FROM facts WHERE day >= $1 + 273 GROUP BY 1),
        points AS (
            SELECT seller,
                350 * CASE WHEN turns <= 1000000 THEN turns * 400 / 1000000
                    WHEN turns <= 2000000 THEN 400 + 300 * (turns - 1000000) / 1000000
                    WHEN turns <= 7000000 THEN 700 + 300 * (turns - 2000000) / 5000000
                    ELSE 1000 END
                + 300 * CASE WHEN excess <= 100000 THEN 1000 - 300 * excess / 100000
                    WHEN excess <= 300000 THEN 700 - 300 * (excess - 100000) / 200000
                    WHEN excess <= 600000 THEN 400 - 400 * (excess - 300000) / 300000
                    ELSE 0 END
                + 150 * CASE WHEN stranded <= 10000 THEN 1000 - 300 * stranded / 10000
                    WHEN stranded <= 50000 THEN 700 - 300 * (stranded - 10000) / 40000
                    WHEN stranded <= 200000 THEN 400 - 400 * (stranded - 50000) / 150000
                    ELSE 0 END
                + 200 * CASE WHEN in_stock <= 700000 THEN in_stock * 400 / 700000
                    WHEN in_stock <= 900000 THEN 400 + 300 * (in_stock - 700000) / 200000
                    ELSE 700 + 300 * (in_stock - 900000) / 100000 END AS weighted
            FROM sums),
        scores AS (SELECT seller, weighted / 1000 AS score FROM points),
        wishes AS (
            SELECT seller, level, score, (coalesce(level, 0) * 8 + 999) / 1000 AS need,
                CASE WHEN score <= 400 THEN 500000 + 500000 * score / 400
                    ELSE 1000000 + 250000 * (score - 400) / 600 END AS factor
            FROM levels JOIN scores USING (seller)),
        rooms AS (SELECT $2 - $2 * 50000 / 1000000 AS room, count(*) * 25 AS floors FROM wishes),
        first AS (
            SELECT *, greatest(25, need * factor / 1000000) AS target FROM wishes),
        first_base AS (
            SELECT *, CASE WHEN sum(target) OVER () <= room THEN target
                ELSE 25 + (target - 25) * (room - floors)
                    / (sum(target) OVER ()::bigint - floors) END AS base1
            FROM first, rooms),
        """;

    private const string Estimates = """
        second AS (
            SELECT *, greatest(25, least(greatest(need * factor / 1000000, base1 - base1 / 4),
                base1 + greatest(base1 / 2, 100))) AS target2
            FROM first_base),
        second_base AS (
            SELECT *, CASE WHEN sum(target2) OVER () <= room THEN target2
                ELSE 25 + (target2 - 25) * (room - floors)
                    / (sum(target2) OVER ()::bigint - floors) END AS base2
            FROM second),
        third AS (
            SELECT *, greatest(25, least(greatest(need * factor / 1000000, base2 - base2 / 4),
                base2 + greatest(base2 / 2, 100))) AS target3
            FROM second_base),
        third_base AS (
            SELECT *, CASE WHEN sum(target3) OVER () <= room THEN target3
                ELSE 25 + (target3 - 25) * (room - floors)
                    / (sum(target3) OVER ()::bigint - floors) END AS base3
            FROM third)
        """;

    private const string Kept = """
        , series AS (
            SELECT seller, array_agg(sold ORDER BY week) AS sold, array_agg(units ORDER BY week) AS units
            FROM weeks GROUP BY 1),
        hashes AS (
            SELECT seller, sha256(convert_to(string_agg(concat_ws(',', day, used, inbound, sold, units,
                on_hand, excess, stranded, in_stock, sales), ';' ORDER BY day), 'UTF8')) AS hash
            FROM facts GROUP BY 1)
        """;

    /// <summary>Makes the table, and the smoothing that SQL has no aggregate for.</summary>
    public async Task Load(int sellers)
    {
        await Execute("""
            DROP TABLE IF EXISTS facts;
            CREATE TABLE facts (seller integer NOT NULL, day date NOT NULL, used bigint NOT NULL,
                inbound bigint NOT NULL, sold bigint NOT NULL, units bigint NOT NULL,
                on_hand bigint NOT NULL, excess bigint NOT NULL, stranded bigint NOT NULL,
                in_stock bigint NOT NULL, sales bigint NOT NULL);
            CREATE OR REPLACE FUNCTION smooth(level bigint, value bigint) RETURNS bigint
                LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT CASE WHEN level IS NULL THEN value WHEN value IS NULL THEN level
                    ELSE (200000 * value + 800000 * level) / 1000000 END $$;
            CREATE OR REPLACE AGGREGATE smoothed(bigint) (
                sfunc = smooth, stype = bigint, parallel = safe);
            """);
        await using (var connection = await source.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY facts FROM STDIN (FORMAT binary)"))
        {
            for (var seller = 0; seller < sellers; seller++)
            {
                for (var day = 0; day < AllocationFacts.Days; day++) { await Write(copy, seller, day); }
            }
            await copy.CompleteAsync();
        }
        await Execute("ALTER TABLE facts ADD PRIMARY KEY (seller, day)");
        await Execute("VACUUM ANALYZE facts");
    }

    /// <summary>Computes the bases and keeps them; completes after the commit.</summary>
    /// <param name="capacity">The zone's capacity in each period.</param>
    /// <param name="keepsInputs">
    /// Whether it also keeps each seller's weeks and the hash of its facts, as a run does.
    /// </param>
    public async Task Run(long capacity, bool keepsInputs)
    {
        await Execute("DROP TABLE IF EXISTS bases; CHECKPOINT");
        // A statement that makes a table may use all cores; INSERT may not. It takes no parameters.
        var text = $"CREATE TABLE bases AS WITH {Weeks}{Estimates}{(keepsInputs ? Kept : "")} "
            + "SELECT seller, level, score, need, base1, base2, base3"
            + (keepsInputs
                ? ", sold, units, hash FROM third_base JOIN series USING (seller) JOIN hashes USING (seller)"
                : " FROM third_base");
        await Execute(text
            .Replace("$1", $"DATE '{AllocationFacts.First:yyyy-MM-dd}'", StringComparison.Ordinal)
            .Replace("$2", $"{capacity}::bigint", StringComparison.Ordinal));
    }

    /// <summary>The sums of the bases of the three periods.</summary>
    public async Task<long[]> Sums()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT sum(base1)::bigint, sum(base2)::bigint, sum(base3)::bigint FROM bases", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)];
    }

    private static async Task Write(NpgsqlBinaryImporter copy, int seller, int day)
    {
        var of = AllocationFacts.FiguresOf(seller, day);
        await copy.StartRowAsync();
        await copy.WriteAsync(seller, NpgsqlDbType.Integer);
        await copy.WriteAsync(AllocationFacts.First.AddDays(day), NpgsqlDbType.Date);
        long?[] figures =
        [
            of.UsedVolume, of.InboundVolume, of.SoldMilliVolume, of.UnitsSold, of.OnHandUnits,
            of.ExcessUnits, of.StrandedUnits, of.InStockPpm, (long)of.SalesMinor!.Value,
        ];
        foreach (var figure in figures) { await copy.WriteAsync(figure!.Value, NpgsqlDbType.Bigint); }
    }

    private async Task Execute(string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3_600 };
        await command.ExecuteNonQueryAsync();
    }
}
