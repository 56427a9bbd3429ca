using Npgsql;
using NpgsqlTypes;

namespace Clearing.Journal;

/// <summary>Finds the ids of streams by their names, and adds new streams.</summary>
/// <remarks>
/// Streams are added without waiting for the disk; the append that follows waits for the disk and
/// thereby for everything before it. An id may be cached only once that append is durable, because
/// a server that crashes earlier may give the id to another stream.
/// </remarks>
internal sealed class PostgresStreamNames : IAsyncDisposable
{
    private readonly NpgsqlBatch _find;
    private readonly NpgsqlBatch _addAndFind;

    public PostgresStreamNames(NpgsqlConnection connection, string schema)
    {
        const string Quickly = "SELECT set_config('synchronous_commit', 'off', true)";
        var add = $"""
            INSERT INTO {schema}.streams (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING
            """;
        var find = $"""
            SELECT array_agg(name), array_agg(id) FROM {schema}.streams WHERE name = ANY ($1::text[])
            """;
        _find = new(connection) { BatchCommands = { new(find) } };
        _addAndFind = new(connection) { BatchCommands = { new(Quickly), new(add), new(find) } };
    }

    /// <summary>Fills in the missing ids; those of streams that do not exist stay null.</summary>
    /// <param name="batch">The appends; one that begins its stream adds it.</param>
    /// <param name="ids">The stream id of each append, if known.</param>
    /// <returns>The ids that were filled in.</returns>
    public async Task<List<(string Stream, long Id)>> Find(
        IReadOnlyList<StreamAppend> batch, long?[] ids)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] is null) { places.Add(batch[i].Stream, i); }
        }
        // All servers use one order, so that two servers adding the same streams never deadlock.
        string[] begun = [.. places.Where(p => batch[p.Value].ExpectedVersion == 0)
            .Select(p => p.Key).Order(StringComparer.Ordinal)];
        var commands = begun.Length == 0 ? _find : _addAndFind;
        if (begun.Length > 0) { Bind(_addAndFind.BatchCommands[1], begun); }
        Bind(commands.BatchCommands[^1], [.. places.Keys]);
        var (names, found) = await Run(commands).ConfigureAwait(false);
        for (var i = 0; i < names.Length; i++) { ids[places[names[i]]] = found[i]; }
        return [.. names.Zip(found)];
    }

    public async ValueTask DisposeAsync()
    {
        await _find.DisposeAsync().ConfigureAwait(false);
        await _addAndFind.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<(string[] Names, long[] Ids)> Run(NpgsqlBatch commands)
    {
        await using var row = await commands.ExecuteReaderAsync().ConfigureAwait(false);
        if (commands.BatchCommands.Count > 1) { await row.NextResultAsync().ConfigureAwait(false); }
        await row.ReadAsync().ConfigureAwait(false);
        var (names, ids) = row.IsDBNull(0)
            ? ([], [])
            : (row.GetFieldValue<string[]>(0), row.GetFieldValue<long[]>(1));
        await row.NextResultAsync().ConfigureAwait(false);
        return (names, ids);
    }

    private static void Bind(NpgsqlBatchCommand command, string[] names)
    {
        command.Parameters.Clear();
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = names,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
    }
}
