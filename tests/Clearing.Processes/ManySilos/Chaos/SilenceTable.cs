using System.Globalization;
using Clearing.Benchmarks;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>The longest silence of each fault, run by run.</summary>
internal sealed class SilenceTable
{
    private readonly List<(string Fault, List<TimeSpan> Times)> _rows = [];

    /// <summary>Notes one run.</summary>
    internal void Add(string fault, TimeSpan silence)
    {
        var row = _rows.Find(known => known.Fault == fault);
        if (row.Times is null) { _rows.Add(row = (fault, [])); }
        row.Times.Add(silence);
    }

    /// <summary>Prints the table.</summary>
    internal void Print(TextWriter output)
    {
        var table = new Table(output);
        table.Columns("fault", "runs", "longest s", "median");
        foreach (var (fault, times) in _rows)
        {
            times.Sort();
            table.Row(fault, $"{times.Count}", Seconds(times[^1]), Seconds(times[times.Count / 2]));
        }
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
