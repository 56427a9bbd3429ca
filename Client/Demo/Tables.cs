namespace Clearing.Client.Demo;

/// <summary>Tables in one shape: the first column names, the others count.</summary>
internal static class Tables
{
    internal static FittedTable New(params string[] columns) => new(columns);
}
