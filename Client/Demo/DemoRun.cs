using System.Diagnostics;
using Clearing.Journal;
using Clearing.SampleMarkets;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>The demonstration, on real grains and a real file.</summary>
internal sealed class DemoRun(string? chosenPath, IAnsiConsole console)
{
    internal async Task<int> Run()
    {
        var path = chosenPath ?? Path.Combine(
            Directory.CreateTempSubdirectory("clearing-demo-").FullName, "demo.db");
        if (File.Exists(path))
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {path} exists; the demo needs a new file");
        }
        var watch = Stopwatch.StartNew();
        try
        {
            await using var cluster = await DemoCluster.Start(path);
            await new RealBook(cluster, console).Run();
            await new SampleSeason(cluster, console).Run();
            await new HalloweenShop(cluster, console).Run();
        }
        catch (Exception failure) when (failure is JournalOpenException or SampleException)
        {
            throw new CommandException(ExitCode.Environment, $"clearing: {failure.Message}");
        }
        var exitCode = await new FinalCheck(path, console).Run();
        console.WriteLine();
        console.MarkupLineInterpolated($"[dim]{watch.Elapsed.TotalSeconds:0.0} s in all.[/]");
        console.MarkupLineInterpolated($"The database is [bold]{path}[/]");
        console.MarkupLineInterpolated(
            $"Look into it: dotnet run --project Client -- journal {path}");
        return exitCode;
    }
}
