namespace Clearing.Client.Demo;

/// <summary>Tables in one style: the first column has names, the others numbers.</summary>
internal static class Tables
{
    internal static FittedTable New(params string[] columns) => new(columns);
}
