namespace Clearing.Testing;

/// <summary>The place of a PostgreSQL server: by default a temporary folder, on loopback.</summary>
public sealed record PostgresPlace
{
    /// <summary>The folder in which the server creates its own folder.</summary>
    public string Parent { get; init; } = Path.GetTempPath();

    /// <summary>The address on which it listens.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>A network that it admits besides loopback, such as <c>10.0.0.0/24</c>.</summary>
    public string? Admits { get; init; }
}
