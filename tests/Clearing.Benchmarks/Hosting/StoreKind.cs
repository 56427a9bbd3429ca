namespace Clearing.Benchmarks;

/// <summary>Where the journal is.</summary>
public enum StoreKind
{
    Sqlite = 0,
    Postgres = 1,
}
