namespace Clearing.Lab.Equilibrium;

/// <summary>A game of unit demand that learners play.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Bidders">How many bidders; more than units.</param>
/// <param name="Units">How many units.</param>
/// <param name="PaysRejected">
/// True if winners pay the highest rejected bid; otherwise they pay the lowest granted one.
/// </param>
/// <param name="Theory">The factor in equilibrium.</param>
/// <param name="Bandit">True if learners see only what their own factor earned.</param>
public sealed record HedgeGame(
    string Name, int Bidders, int Units, bool PaysRejected, double Theory, bool Bandit = false)
{
    /// <summary>The games of the reference.</summary>
    public static IReadOnlyList<HedgeGame> All { get; } =
    [
        new("one unit n=2", 2, 1, false, 1.0 / 2),
        new("one unit n=3", 3, 1, false, 2.0 / 3),
        new("lowest granted n=4 k=2", 4, 2, false, 2.0 / 3),
        new("lowest granted n=6 k=3", 6, 3, false, 3.0 / 4),
        new("highest rejected n=4 k=2", 4, 2, true, 1),
    ];
}
