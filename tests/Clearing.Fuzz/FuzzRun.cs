using System.Diagnostics;

namespace Clearing.Fuzz;

/// <summary>Feeds damaged inputs to every target, from a seed.</summary>
internal static class FuzzRun
{
    private const int MaxFailures = 20;
    private const long MaxBytes = 64L * 1024 * 1024;

    /// <summary>Runs so many inputs in all, every target its share.</summary>
    public static FuzzReport Run(IReadOnlyList<ITarget> targets, long count, int seed)
    {
        var report = new FuzzReport();
        ITarget[] turns = [.. targets.SelectMany(target => Enumerable.Repeat(target, target.Share))];
        var random = new Random(seed);
        for (var n = 0L; n < count && report.Failures.Count < MaxFailures; n++)
        {
            One(turns[(int)(n % turns.Length)], random, report);
        }
        return report;
    }

    private static void One(ITarget target, Random random, FuzzReport report)
    {
        var input = Mutator.Damage(target.Valid[random.Next(target.Valid.Count)], random);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        try
        {
            report.Count(target.Name, target.Take(input, random));
        }
        catch (Exception bug)
        {
            report.Failures.Add($"{target.Name}: {bug}\ninput {Convert.ToBase64String(input)}");
        }
        var took = Stopwatch.GetElapsedTime(began);
        if (took > report.Slowest) { report.Slowest = took; }
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes > MaxBytes)
        {
            report.Failures.Add(
                $"{target.Name}: {bytes} bytes of memory for input {Convert.ToBase64String(input)}");
        }
    }
}
