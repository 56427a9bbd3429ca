using System.Diagnostics;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>Runs the program as users do: as a process of its own.</summary>
internal static class Cli
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "clearing.dll");

    internal static CliResult Run(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Tree.Root,
        };
        start.ArgumentList.Add(Program);
        Array.ForEach(args, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(30_000), "The program did not end.");
        return new(process.ExitCode, output, error.Result);
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
