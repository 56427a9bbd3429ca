using System.Text.Json;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Npgsql;
using static System.FormattableString;

namespace Clearing.Verification;

/// <summary>
/// Reads snapshots from the table in which silos on PostgreSQL keep the state of grains.
/// </summary>
/// <remarks>
/// The table's keys are the names of the sellers' streams, without an index on them, so the rows
/// are read once, in the order in which sellers are verified: by code point. If a seller has
/// several rows, the newest one counts.
/// </remarks>
public sealed class PostgresSnapshots : ISnapshots
{
    private const string Rows =
        """
        SELECT DISTINCT ON (grainidextensionstring COLLATE "C") grainidextensionstring, payloadbinary
        FROM orleansstorage WHERE graintypestring = 'seller' AND payloadbinary IS NOT NULL
        AND grainidextensionstring LIKE 'seller/%'
        ORDER BY grainidextensionstring COLLATE "C", modifiedon DESC
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlDataReader? _rows;
    private readonly NpgsqlConnection? _parts;
    private readonly Dictionary<(string Key, string Name), string> _stored = [];
    private bool _more;

    /// <summary>Opens a database for reading.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    public PostgresSnapshots(string connectionString)
    {
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        using var find =
            new NpgsqlCommand("SELECT to_regclass('orleansstorage') IS NULL", _connection);
        if (find.ExecuteScalar() is true) { return; }
        ListParts();
        // The rows of sellers stay open on the first connection.
        _parts = new NpgsqlConnection(connectionString);
        _parts.Open();
        using var read = new NpgsqlCommand(Rows, _connection) { CommandTimeout = 0 };
        _rows = read.ExecuteReader();
        _more = _rows.Read();
    }

    /// <summary>
    /// A seller's snapshot. Sellers must be requested in the order of code points.
    /// </summary>
    /// <inheritdoc />
    public StoredSnapshot? Of(string seller)
    {
        var compared = -1;
        var key = Streams.OfSeller(seller);
        while (_more && (compared = CodePointComparer.Instance.Compare(_rows!.GetString(0), key)) < 0)
        {
            _more = _rows.Read();
        }
        if (!_more || compared != 0) { return null; }
        try
        {
            return JsonSerializer.Deserialize<StoredSnapshot>(
                _rows!.GetFieldValue<byte[]>(1), Json);
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <inheritdoc />
    public StoredPart? PartOf(string market, int number)
    {
        var (key, name) = ($"round/{market}", Invariant($"market-{number}"));
        if (!_stored.TryGetValue((key, name), out var row)) { return null; }
        using var read = new NpgsqlCommand(
            "SELECT payloadbinary FROM orleansstorage WHERE ctid = $1::tid", _parts)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = row } },
        };
        try
        {
            return JsonSerializer.Deserialize<StoredPart>((byte[])read.ExecuteScalar()!, Json);
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _parts?.Dispose();
        _rows?.Dispose();
        _connection.Dispose();
    }

    // The table has no index on the names, so their rows are noted by where they are.
    private void ListParts()
    {
        using var list = new NpgsqlCommand(
            "SELECT grainidextensionstring, graintypestring, ctid::text FROM orleansstorage "
            + "WHERE graintypestring LIKE 'market-%' AND payloadbinary IS NOT NULL", _connection)
        {
            CommandTimeout = 0,
        };
        using var rows = list.ExecuteReader();
        while (rows.Read()) { _stored[(rows.GetString(0), rows.GetString(1))] = rows.GetString(2); }
    }
}
