using System.Diagnostics;
using System.Globalization;

namespace Clearing.Journal.Tests;

/// <summary>Traces this process's file operations on a database, and can fail flushes.</summary>
public sealed class FlushTrace : IAsyncDisposable
{
    private readonly string _database;
    private readonly string _mark;
    private readonly string _output;
    private readonly Process _tracer;

    private FlushTrace(string database, string[] faults)
    {
        _database = database;
        _mark = database + "-acknowledged";
        _output = database + ".trace";
        _tracer = Process.Start(new ProcessStartInfo("strace",
        [
            "-f", "-y", "-qq", "-o", _output,
            "-P", database, "-P", database + "-wal", "-P", _mark,
            "-e", "trace=%file,fsync,fdatasync,ftruncate", .. faults,
            "-p", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardError = true }) ?? throw new InvalidOperationException("No strace.");
    }

    /// <summary>Begins tracing.</summary>
    /// <param name="database">The SQLite file, which need not exist yet.</param>
    /// <param name="failing">The number of the flush that fails, from 1; 0 for none.</param>
    public static async Task<FlushTrace> Begin(string database, int failing = 0)
    {
        var trace = new FlushTrace(
            database, failing == 0 ? [] : ["-e", $"inject=fsync,fdatasync:error=EIO:when={failing}"]);
        while (!trace.Lines().Any())
        {
            Assert.False(trace._tracer.HasExited, "strace could not attach.");
            trace.Mark();
            await Task.Delay(10);
        }
        return trace;
    }

    /// <summary>Marks the place in the trace at which an acknowledgement was seen.</summary>
    public void Mark() => _ = File.Exists(_mark);

    /// <summary>Ends tracing and returns the operations between marks, in a word or two.</summary>
    public async Task<List<List<string>>> End()
    {
        if (!_tracer.HasExited)
        {
            using var kill = Process.Start(
                "kill", ["-INT", _tracer.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _tracer.WaitForExitAsync();
        }
        var between = new List<List<string>> { new() };
        foreach (var line in Lines())
        {
            if (line.Contains(_mark, StringComparison.Ordinal)) { between.Add([]); }
            else if (Deed(line) is { } deed) { between[^1].Add(deed); }
        }
        return between;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _tracer.Dispose();
    }

    private IEnumerable<string> Lines() =>
        File.Exists(_output) ? File.ReadAllLines(_output) : [];

    private string? Deed(string line)
    {
        var file = line.Contains(_database + "-wal>", StringComparison.Ordinal) ? "log"
            : line.Contains(_database + ">", StringComparison.Ordinal) ? "file" : null;
        if (file is null) { return null; }
        if (line.Contains("sync(", StringComparison.Ordinal))
        {
            return line.Contains("= 0", StringComparison.Ordinal)
                || line.Contains("unfinished", StringComparison.Ordinal)
                    ? $"flush {file}" : $"failed flush {file}";
        }
        return line.Contains("ftruncate(", StringComparison.Ordinal) ? $"cut {file}" : null;
    }
}
