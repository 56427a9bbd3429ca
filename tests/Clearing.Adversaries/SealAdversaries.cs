namespace Clearing.Adversaries;

/// <summary>Adversaries of the seal: sellers and operators who try to learn what is sealed.</summary>
public static class SealAdversaries
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IAdversary> All { get; } =
    [
        new BruteBook(), new BruteResult(), new ProbeIds(), new TwinBooks(), new CountBids(),
        new SolveCurve(), new SolveDemand(), new TryClearing(), new SwapBid(), new TwoHashes(),
    ];

    /// <summary>
    /// Those that measure time. The program runs them and the tests do not, because on a busy machine
    /// they may learn nothing where they should.
    /// </summary>
    public static IReadOnlyList<IAdversary> Timed { get; } = [new Stopwatch()];

    /// <summary>True if the protected market tells it nothing, and the unprotected one does.</summary>
    /// <param name="adversary">The adversary; what it learns is printed.</param>
    public static bool IsStopped(IAdversary adversary)
    {
        var (learned, unprotected) = (adversary.Attack(), adversary.AttackUnprotected());
        Console.WriteLine($"{adversary.GetType().Name,-12} learns {learned ?? "nothing"}; "
            + $"without protection {unprotected ?? "nothing, so it tries too little"}");
        return learned is null && unprotected is not null;
    }
}
