using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clearing.Gateway.Tests;

/// <summary>A fact that is skipped, with the reason, if npm cannot run a tool.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, string?> Reasons = new();

    public NpmFactAttribute(string package, string tool) => Skip = WhyNot(package, tool);

    /// <summary>Why a tool of a package cannot be run here; null if it can.</summary>
    internal static string? WhyNot(string package, string tool) =>
        Reasons.GetOrAdd(package, _ => Run(package, tool, "--version") switch
        {
            null => "npm is not installed.",
            (0, _) => null,
            _ => $"npm cannot fetch {package} here.",
        });

    /// <summary>Runs a tool of a package; null if there is no npm.</summary>
    internal static (int ExitCode, string Output)? Run(string package, string tool, params string[] args) =>
        Start(Path.GetTempPath(), "npm", ["exec", "--yes", $"--package={package}", "--", tool, .. args]);

    /// <summary>Runs a program in a folder; null if it is not installed.</summary>
    internal static (int ExitCode, string Output)? Start(string folder, string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
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
