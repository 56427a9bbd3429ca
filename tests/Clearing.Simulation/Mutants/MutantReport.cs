using System.Diagnostics;

namespace Clearing.Simulation;

/// <summary>Hunts mutants and prints a line for each.</summary>
internal static class MutantReport
{
    /// <summary>The exit code: 1 if one survived.</summary>
    public static int Print(Options options)
    {
        var survivors = 0;
        var chosen = Mutants.All.Where(mutant =>
            options.Mutant is null || options.Mutant.Split(',').Contains(mutant.Name));
        foreach (var mutant in chosen)
        {
            var watch = Stopwatch.StartNew();
            var found = MutantHunt.Find(mutant, options.From, options.Seeds);
            var seeds = found is { } hit ? $"{hit.Seed - options.From + 1} seeds" : "SURVIVES";
            var how = found is { } shown ? shown.Violation.Split('\n')[0] : $"{options.Seeds} seeds";
            Console.WriteLine($"{mutant.Name,-40}{seeds,12}  {watch.ElapsedMilliseconds,6} ms  {Short(how)}");
            survivors += found is null ? 1 : 0;
        }
        Console.WriteLine($"{survivors} survive");
        return survivors == 0 ? 0 : 1;
    }

    private static string Short(string text) => text.Length > 150 ? text[..150] + "…" : text;
}
