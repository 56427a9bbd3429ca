using System.Diagnostics;
using Clearing.Client.Remote;
using Clearing.Lab.Runs;

namespace Clearing.Client.Lab;

/// <summary>Shows the progress of a run and the time left on the error output.</summary>
/// <remarks>
/// A terminal shows one line that is overwritten; a log gets an occasional line.
/// </remarks>
internal sealed class LabTimer : IProgress<LabProgress>, IDisposable
{
    private static readonly TimeSpan ToTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ToLog = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Progress _line = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private string? _what;
    private int _first;
    private TimeSpan _began;
    private TimeSpan _said;

    /// <inheritdoc />
    public void Report(LabProgress value)
    {
        lock (_gate)
        {
            var now = _since.Elapsed;
            if (_what != value.What)
            {
                (_what, _first, _began) = (value.What, value.Done, now);
            }
            if (now - _said < (Console.IsErrorRedirected ? ToLog : ToTerminal)) { return; }
            _said = now;
            Say(value, now);
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose() => _line.Dispose();

    private void Say(LabProgress value, TimeSpan now)
    {
        var done = Math.Max(1, value.Done - _first);
        var left = (now - _began) * ((double)(value.Of - value.Done) / done);
        var text = FormattableString.Invariant(
            $"{value.What}: {value.Done:N0} of {value.Of:N0}, {left.TotalSeconds:F0} s left");
        if (Console.IsErrorRedirected) { Console.Error.WriteLine(text); }
        else { _line.Say(text); }
    }
}
