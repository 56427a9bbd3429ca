using System.Diagnostics;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>Runs the program.</summary>
internal static class Cli
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "clearing.dll");

    private static readonly Lock Gate = new();

    // Tests may be started from a terminal, at which nobody answers questions.
    static Cli() => Clearing.Client.Files.Terminal.Here = () => Clearing.Client.Files.Terminal.Nobody;

    /// <summary>Runs the program as users do: as a process of its own.</summary>
    internal static CliResult Run(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
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

    /// <summary>Runs the program in this process, because starting one takes most of the time.</summary>
    /// <remarks>It is for arguments that are refused, and for what is told on the console.</remarks>
    internal static CliResult RunHere(params string[] args) =>
        Here(() => Clearing.Client.CommandLine.Run(args));

    /// <summary>What a part of the program writes to the standard output.</summary>
    internal static string Saying(Action part) => Here(() =>
    {
        part();
        return 0;
    }).Output;

    private static CliResult Here(Func<int> run)
    {
        lock (Gate)
        {
            var (output, error) = (Console.Out, Console.Error);
            using var said = new StringWriter();
            using var wrong = new StringWriter();
            Console.SetOut(said);
            Console.SetError(wrong);
            try
            {
                return new(run(), said.ToString(), wrong.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(error);
            }
        }
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
