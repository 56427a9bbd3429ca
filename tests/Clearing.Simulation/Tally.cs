namespace Clearing.Simulation;

/// <summary>The sums over many runs.</summary>
public sealed class Tally
{
    public int Runs { get; private set; }

    public long Turns { get; private set; }

    public int Failures { get; private set; }

    public Coverage Coverage { get; } = new();

    public void Add(Outcome outcome)
    {
        Runs++;
        Turns += outcome.Turns;
        Coverage.Add(outcome.Coverage);
        if (outcome.Violations.Count > 0) { Failures++; }
    }

    public string Progress(int of, TimeSpan elapsed)
    {
        var ms = Math.Max(1, (long)elapsed.TotalMilliseconds);
        return $"{Runs}/{of} seeds, {Failures} failed, {Runs * 1_000L / ms} seeds/s, "
            + $"{Turns * 1_000 / ms} turns/s, {Coverage.Total / Math.Max(1, Runs)} faults a run";
    }
}
