using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// A connection whose statements find rows by key, and the known stream ids of its server.
/// </summary>
internal sealed record PostgresKeyConnection(NpgsqlConnection Connection, PostgresStreamIds Ids)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
