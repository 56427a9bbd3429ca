namespace Clearing.Simulation;

/// <summary>The only source of chance: a stream of numbers determined by a seed.</summary>
/// <remarks>SplitMix64 is small, fast and the same on every machine and in every build.</remarks>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A separate stream, so that one part's draws do not shift another's.</summary>
    public Chance Fork() => new(Next());

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to <paramref name="end"/> − 1.</summary>
    public int Below(int end) => (int)(Next() % (uint)end);

    /// <summary><paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>True with a probability of <paramref name="rate"/> in a thousand.</summary>
    public bool PerMille(int rate) => rate > 0 && Below(1_000) < rate;

    public bool Even() => Below(2) == 0;

    public T Pick<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    /// <summary>A wait that is mostly near the minimum and sometimes near the maximum.</summary>
    public TimeSpan Wait(int leastMs, int maxMs)
    {
        var most = Between(leastMs, maxMs);
        return TimeSpan.FromTicks(
            Between(leastMs * 1_000, most * 1_000) * TimeSpan.TicksPerMicrosecond);
    }
}
