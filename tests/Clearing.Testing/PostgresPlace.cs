namespace Clearing.Testing;

/// <summary>Where a PostgreSQL server is; by default in a temporary folder, on the loopback.</summary>
public sealed record PostgresPlace
{
    /// <summary>The folder in which it makes its own.</summary>
    public string Parent { get; init; } = Path.GetTempPath();

    /// <summary>The address that it listens at.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>A network that it admits besides the loopback, as <c>10.0.0.0/24</c>.</summary>
    public string? Admits { get; init; }
}
