using Npgsql;

namespace Clearing.Journal;

/// <summary>How a PostgreSQL server is configured to use its disk.</summary>
internal static class PostgresFlushing
{
    /// <summary>
    /// Refuses a server that does not flush, and warns about one that trusts its disk.
    /// </summary>
    /// <returns>Warnings to the operator, one sentence each.</returns>
    /// <exception cref="JournalOpenException">
    /// The server has <c>fsync=off</c>, so a crash of its host would lose acknowledged appends.
    /// </exception>
    public static IReadOnlyList<string> Check(NpgsqlConnection connection, string name)
    {
        using var command = new NpgsqlCommand("""
            SELECT current_setting('fsync'), current_setting('full_page_writes'),
                current_setting('data_checksums'), current_setting('synchronous_commit')
            """, connection);
        using var row = command.ExecuteReader();
        row.Read();
        if (row.GetString(0) == "off")
        {
            throw new JournalOpenException(
                name,
                "the server has fsync=off, so what it acknowledges is lost when its host crashes; "
                + "switch it on");
        }
        var warnings = new List<string>();
        if (row.GetString(1) == "off")
        {
            warnings.Add("PostgreSQL has full_page_writes=off: a page that a crash tears is lost.");
        }
        if (row.GetString(2) == "off")
        {
            warnings.Add(
                "PostgreSQL has no data checksums: a damaged page is read as if it were whole. "
                + "Switch them on with pg_checksums while the server is stopped.");
        }
        if (row.GetString(3) is "off" or "local")
        {
            warnings.Add(
                $"PostgreSQL has synchronous_commit={row.GetString(3)} for this role: the journal "
                + "overrides it with on.");
        }
        return warnings;
    }
}
