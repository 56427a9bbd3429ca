using System.Text.Json;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Npgsql;

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
        var snapshot = JsonSerializer.Deserialize<StoredSnapshot>(
            _rows!.GetFieldValue<byte[]>(1), Json);
        return snapshot?.Version > 0 ? snapshot : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rows?.Dispose();
        _connection.Dispose();
    }
}
