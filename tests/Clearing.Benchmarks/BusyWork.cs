using System.Diagnostics;

namespace Clearing.Benchmarks;

/// <summary>Other work: for each core a process that never waits, until it is disposed.</summary>
public sealed class BusyWork : IDisposable
{
    private readonly Process[] _spinning;

    private BusyWork(Process[] spinning) => _spinning = spinning;

    /// <summary>Starts it, if it is wanted.</summary>
    public static BusyWork? Start(bool wanted) => wanted
        ? new([.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Spin())])
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _spinning)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private static Process Spin() =>
        Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", "while :; do :; done" } })!;
}
