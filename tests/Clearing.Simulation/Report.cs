using System.Reflection;

namespace Clearing.Simulation;

/// <summary>Reports the outcome of a seed and how to reproduce it.</summary>
public static class Report
{
    /// <summary>The commit that this was built from; empty if it was built outside a repository.</summary>
    public static string Commit { get; } = typeof(Report).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        .Split('+').ElementAtOrDefault(1) ?? "";

    /// <summary>Prints an outcome and returns the exit code of the runner.</summary>
    internal static int Of(Outcome outcome)
    {
        Console.WriteLine(
            $"seed {outcome.Seed}  hash {outcome.Hash}  turns {outcome.Turns}  "
            + $"faults {outcome.Coverage.Total}");
        if (outcome.Violations.Count == 0) { return 0; }
        Console.WriteLine(Text(outcome));
        return 1;
    }

    /// <summary>A failed seed, its commit, and the command that reproduces it.</summary>
    public static string Text(Outcome outcome)
    {
        var kind = outcome.Kind.Length == 0 ? "" : $"--{outcome.Kind} ";
        var lines = outcome.Violations.Distinct().Take(8).Select(violation => "  - " + Short(violation));
        return $"""
            seed {outcome.Seed} fails at commit {Commit} (trace hash {outcome.Hash}):
            {string.Join(Environment.NewLine, lines)}
            see it again:
              dotnet run --project tests/Clearing.Simulation -c Release -- {kind}--trace {outcome.Seed}
            """;
    }

    private static string Short(string violation)
    {
        var lines = violation.Split('\n');
        return string.Join('\n', lines.Take(4)) + (lines.Length > 4 ? " …" : "");
    }
}
