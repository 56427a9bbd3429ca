namespace Clearing.Processes.Crash;

/// <summary>The markets of a run.</summary>
internal static class Markets
{
    public static IReadOnlyList<string> All { get; } =
        ["us-east/standard/2026-Q4", "us-west/oversize/2026-Q4", "eu-north/cold/2027-Q1"];
}
