using Npgsql;

namespace Clearing.Journal;

/// <summary>The lock on a journal that servers share, and that others may need alone.</summary>
/// <remarks>
/// It is an advisory lock of the session, so PostgreSQL frees it however the process ends. Every
/// connection on which a server writes holds a share: while one program has it whole, none writes.
/// </remarks>
internal static class PostgresLock
{
    /// <summary>Takes a server's share of the lock; false if somebody has the journal alone.</summary>
    /// <param name="connection">The session that keeps it.</param>
    /// <param name="schema">The journal's schema.</param>
    public static Task<bool> TryShare(NpgsqlConnection connection, string schema) =>
        Try(connection, "pg_try_advisory_lock_shared", schema);

    /// <summary>Takes the whole lock; false if a server or somebody else has the journal.</summary>
    /// <param name="connection">The session that keeps it.</param>
    /// <param name="schema">The journal's schema.</param>
    public static Task<bool> TryTake(NpgsqlConnection connection, string schema) =>
        Try(connection, "pg_try_advisory_lock", schema);

    /// <summary>
    /// Frees what a session holds before it ends: PostgreSQL would notice its end a moment later.
    /// </summary>
    /// <param name="connection">The session, which may have been cut.</param>
    public static async Task Free(NpgsqlConnection connection)
    {
        try
        {
            await using var free = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection)
            {
                // A server that cannot be reached frees it when it notices.
                CommandTimeout = 1,
            };
            await free.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception cut) when (
            cut is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // What was cut holds nothing.
        }
    }

    private static async Task<bool> Try(NpgsqlConnection connection, string take, string schema)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {take}(hashtext('clearing servers'), hashtext('{schema}'))", connection);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is true;
    }
}
