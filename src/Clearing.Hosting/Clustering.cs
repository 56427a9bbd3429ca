namespace Clearing.Hosting;

/// <summary>How silos find each other.</summary>
public enum Clustering
{
    /// <summary>They do not, because this process is the whole cluster.</summary>
    Localhost = 0,

    /// <summary>Through a table in PostgreSQL.</summary>
    PostgreSql = 1,
}
