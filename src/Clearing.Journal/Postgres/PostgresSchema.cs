using Npgsql;

namespace Clearing.Journal;

/// <summary>
/// The tables of a journal on a PostgreSQL server, and the upgrade from older ones.
/// </summary>
/// <param name="schema">The schema of the tables.</param>
internal sealed class PostgresSchema(string schema)
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int Version = 2;

    /// <summary>The column of an event's link in a query; tables of version 1 have none.</summary>
    public static string LinkIn(long version) => version >= 2 ? "link" : "NULL::bytea";

    /// <summary>The version of the tables; null if there are none.</summary>
    public long? VersionIn(NpgsqlConnection connection)
    {
        using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection);
        find.Parameters.Add(new() { Value = $"{schema}.clearing_schema" });
        if (find.ExecuteScalar() is not true) { return null; }
        using var read = new NpgsqlCommand(
            $"SELECT max(version)::bigint FROM {schema}.clearing_schema", connection);
        return read.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>Creates the tables, or upgrades those of version 1, in one transaction.</summary>
    /// <remarks>
    /// Servers that start together must not create the same table twice, because IF NOT EXISTS can
    /// race. Adding a column without a value rewrites no row.
    /// </remarks>
    public void Make(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock(hashtext('clearing journal'), hashtext('{schema}'));
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE IF NOT EXISTS {schema}.clearing_schema (version int NOT NULL);
            CREATE TABLE IF NOT EXISTS {schema}.streams (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text COLLATE "C" NOT NULL UNIQUE);
            CREATE TABLE IF NOT EXISTS {schema}.journal (
                stream bigint NOT NULL,
                version bigint NOT NULL,
                type text NOT NULL,
                payload text NOT NULL,
                recorded_at bigint NOT NULL,
                link bytea,
                PRIMARY KEY (stream, version));
            ALTER TABLE {schema}.journal ADD COLUMN IF NOT EXISTS link bytea;
            CREATE TABLE IF NOT EXISTS {schema}.keys (
                scope text COLLATE "C" NOT NULL,
                number bigint NOT NULL,
                kek text NOT NULL,
                wrapped bytea,
                destroyed_at bigint,
                PRIMARY KEY (scope, number));
            CREATE OR REPLACE VIEW {schema}.events AS
                SELECT s.name AS stream, j.version, j.type, j.payload,
                    to_timestamp(j.recorded_at / 1000.0) AS recorded_at
                FROM {schema}.journal j JOIN {schema}.streams s ON s.id = j.stream;
            UPDATE {schema}.clearing_schema SET version = {Version} WHERE version < {Version};
            INSERT INTO {schema}.clearing_schema (version)
                SELECT {Version} WHERE NOT EXISTS (SELECT 1 FROM {schema}.clearing_schema);
            """, connection, transaction);
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
