namespace Clearing.Adversaries;

/// <summary>Runs adversaries; the exit code is 0 only if none of them learned anything.</summary>
public static class Program
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IAdversary> All { get; } =
    [
        new BruteBook(), new BruteResult(), new ProbeIds(), new TwinBooks(), new CountBids(),
        new SolveCurve(), new SwapBid(), new TwoHashes(),
    ];

    /// <summary>Runs those that are named, or all.</summary>
    /// <param name="names">Names such as <c>BruteBook</c>.</param>
    public static int Main(string[] names)
    {
        var chosen = All
            .Where(one => names.Length == 0 || names.Contains(one.GetType().Name)).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine(
                $"usage: [{string.Join(" | ", All.Select(one => one.GetType().Name))}]...");
            return 2;
        }
        var failed = 0;
        foreach (var adversary in chosen)
        {
            var (learned, unprotected) = (adversary.Attack(), adversary.AttackUnprotected());
            failed += learned is null && unprotected is not null ? 0 : 1;
            Console.WriteLine($"{adversary.GetType().Name,-12} learns {learned ?? "nothing"}; "
                + $"without protection {unprotected ?? "nothing, so it tries too little"}");
        }
        return failed == 0 ? 0 : 1;
    }
}
