using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clearing.Gateway.Tests;

/// <summary>A fact that is skipped, with the reason, where npm cannot run a tool.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, string?> Reasons = new();

    public NpmFactAttribute(string package, string tool) =>
        Skip = Reasons.GetOrAdd(package, _ => Run(package, tool, "--version") switch
        {
            null => "npm is not installed.",
            (0, _) => null,
            _ => $"npm cannot fetch {package} here.",
        });

    /// <summary>Runs a tool of a package; null where there is no npm.</summary>
    internal static (int ExitCode, string Output)? Run(string package, string tool, params string[] args)
    {
        var start = new ProcessStartInfo("npm")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in new[] { "exec", "--yes", $"--package={package}", "--", tool }.Concat(args))
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
