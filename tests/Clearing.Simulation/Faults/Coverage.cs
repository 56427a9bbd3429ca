namespace Clearing.Simulation;

/// <summary>How often each fault hit in each phase.</summary>
public sealed class Coverage
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private readonly long[,] _hits = new long[Kinds.Length, Phases.Count];

    public long Total { get; private set; }

    public long this[FaultKind kind] =>
        Enumerable.Range(0, Phases.Count).Sum(phase => _hits[(int)kind, phase]);

    public long this[FaultKind kind, Phase phase] => _hits[(int)kind, (int)phase];

    public void Hit(FaultKind kind, Phase phase)
    {
        _hits[(int)kind, (int)phase]++;
        Total++;
    }

    public void Add(Coverage other)
    {
        foreach (var kind in Kinds)
        {
            for (var phase = 0; phase < Phases.Count; phase++)
            {
                _hits[(int)kind, phase] += other._hits[(int)kind, phase];
            }
        }
        Total += other.Total;
    }

    /// <summary>The possible pairs that were hit less often than a number.</summary>
    public IEnumerable<(FaultKind Kind, Phase Phase, long Hits)> HitLessThan(long least) =>
        from kind in Kinds
        from phase in Enum.GetValues<Phase>()
        where Reach.Includes(kind, phase) && this[kind, phase] < least
        select (kind, phase, this[kind, phase]);

    /// <summary>Prints a table with a line per fault and a column per phase.</summary>
    public void Print(TextWriter output)
    {
        var phases = Enum.GetValues<Phase>().Where(phase => Kinds.Any(k => this[k, phase] > 0));
        Phase[] columns = [.. phases];
        output.WriteLine(
            $"{"fault",-24}{"all",9}" + string.Concat(columns.Select(p => $"{Short(p),9}")));
        foreach (var kind in Kinds)
        {
            var cells = columns.Select(p => this[kind, p] == 0 ? $"{"·",9}" : $"{this[kind, p],9}");
            output.WriteLine($"{kind,-24}{this[kind],9}" + string.Concat(cells));
        }
    }

    private static string Short(Phase phase) => phase.ToString() is { Length: > 8 } name
        ? name[..8]
        : phase.ToString();
}
