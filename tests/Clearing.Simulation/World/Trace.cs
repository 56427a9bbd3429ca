using System.Text;

namespace Clearing.Simulation;

/// <summary>The trace of a run: every line is hashed, but written only for a reader.</summary>
internal sealed class Trace(TextWriter? reader)
{
    private const ulong Prime = 1099511628211;
    private ulong _hash = 14695981039346656037;

    /// <summary>FNV-1a of every line so far, in hexadecimal.</summary>
    public string Hash => _hash.ToString("x16");

    public bool IsRead => reader is not null;

    public void Line(long ticks, string what)
    {
        Mix((ulong)ticks);
        foreach (var c in what) { _hash = unchecked((_hash ^ c) * Prime); }
        if (reader is null) { return; }
        var ms = new StringBuilder().Append(ticks / TimeSpan.TicksPerMillisecond).Append('.');
        ms.Append((ticks / TimeSpan.TicksPerMicrosecond % 1_000).ToString("000"));
        reader.WriteLine($"{ms,14}  {what}");
    }

    public void Mix(ulong number)
    {
        for (var i = 0; i < 64; i += 16)
        {
            _hash = unchecked((_hash ^ ((number >> i) & 0xFFFF)) * Prime);
        }
    }
}
