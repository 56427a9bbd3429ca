using Clearing.Sealing;

namespace Clearing.Journal;

/// <summary>The rows of the table of keys, and the statements on them.</summary>
internal static class SqliteKeyRows
{
    public const string OfScope = Select + "WHERE scope = ?1";

    public const string OfNumber = Select + "WHERE scope = ?1 AND number = ?2";

    public const string After =
        Select + "WHERE (scope, number) > (?1, ?2) ORDER BY scope, number LIMIT ?3";

    public const string Insert = """
        INSERT INTO keys (scope, number, kek, wrapped, destroyed_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """;

    public const string Update = """
        UPDATE keys SET kek = ?3, wrapped = ?4, destroyed_at = ?5
        WHERE scope = ?1 AND number = ?2 AND kek = ?6 AND wrapped IS ?7
        """;

    public const string Bury = """
        UPDATE keys SET scope = ?2, wrapped = NULL, destroyed_at = coalesce(destroyed_at, ?3)
        WHERE scope = ?1
        """;

    private const string Select = "SELECT scope, number, kek, wrapped, destroyed_at FROM keys ";

    public static void Bind(SqliteStatement statement, StoredKey key)
    {
        statement.Bind(1, key.Scope);
        statement.Bind(2, key.Number);
        statement.Bind(3, key.Kek);
        statement.BindBytes(4, key.Wrapped.Span);
        if (key.DestroyedAt is { } at) { statement.Bind(5, at.ToUnixTimeMilliseconds()); }
        else { statement.BindBytes(5, default); }
    }

    /// <summary>Adds the rows of a statement to a list.</summary>
    public static void Read(SqliteStatement statement, List<StoredKey> into)
    {
        while (statement.Step())
        {
            into.Add(new(
                statement.Text(0), (uint)statement.Int64(1), statement.Text(2), statement.Bytes(3),
                statement.IsNull(4)
                    ? null
                    : DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(4))));
        }
        statement.Reset();
    }
}
