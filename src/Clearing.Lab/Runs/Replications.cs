using Clearing.Lab.Statistics;

namespace Clearing.Lab.Runs;

/// <summary>Plays many markets on all cores and keeps their numbers in market order.</summary>
public static class Replications
{
    private const int Chunk = 64;

    /// <summary>Plays markets 0 up to the options' number.</summary>
    /// <typeparam name="TTable">What one thread needs: its buffers.</typeparam>
    /// <param name="what">What is being simulated, for the progress.</param>
    /// <param name="options">How many markets, and from which seed.</param>
    /// <param name="columns">How many numbers each market gives.</param>
    /// <param name="create">Makes the buffers of a thread.</param>
    /// <param name="play">Plays a market and writes its numbers.</param>
    public static Sample Run<TTable>(
        string what, LabOptions options, int columns, Func<TTable> create,
        Action<TTable, long, double[]> play)
    {
        var sample = new Sample();
        Extend(sample, what, options, columns, create, play);
        return sample;
    }

    /// <summary>Plays as many further markets as are missing in a sample.</summary>
    public static void Extend<TTable>(
        Sample sample, string what, LabOptions options, int columns, Func<TTable> create,
        Action<TTable, long, double[]> play)
    {
        var first = sample.Markets;
        var rows = new double[options.Replications - first][];
        var chunks = (rows.Length + Chunk - 1) / Chunk;
        var done = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads > 0
                ? options.Threads
                : Environment.ProcessorCount,
        };
        Parallel.For(0, chunks, parallel, create, (chunk, _, table) =>
        {
            var end = Math.Min(rows.Length, (chunk + 1) * Chunk);
            for (var market = chunk * Chunk; market < end; market++)
            {
                rows[market] = new double[columns];
                play(table, first + market, rows[market]);
            }
            var so = Interlocked.Add(ref done, end - (chunk * Chunk));
            options.Progress?.Report(new(what, first + so, options.Replications));
            return table;
        }, _ => { });
        sample.Add(rows);
    }
}
