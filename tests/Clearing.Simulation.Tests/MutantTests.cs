using Xunit.Abstractions;

namespace Clearing.Simulation.Tests;

/// <summary>
/// A simulation that misses a planted bug proves nothing. These are found by different checkers; the
/// runner plants all of them.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int MaxSeeds = 1_000;

    public static TheoryData<Mutant> Planted =>
        [.. Mutants.All.Where(mutant => mutant.Name is
            "answer-before-durable" or "failed-write-taken-as-success" or "bids-not-deduplicated"
            or "repriced-upward" or "notices-not-deduplicated" or "correction-posted-twice")];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_bug_is_found(Mutant mutant)
    {
        var found = MutantHunt.Find(mutant, 1, MaxSeeds);
        Assert.True(found is not null, $"{mutant.Name} survived {MaxSeeds} seeds.");
        output.WriteLine($"{mutant.Name}: seed {found.Value.Seed}: {found.Value.Violation}");
    }

    [Fact]
    public void Every_mutant_still_fits_the_source() =>
        Assert.All(Mutants.All, mutant => Assert.Null(MutantHunt.Misfit(mutant)));

    [Fact]
    public void There_are_enough_mutants_of_different_names()
    {
        Assert.InRange(Mutants.All.Count, 25, int.MaxValue);
        Assert.Equal(Mutants.All.Count, Mutants.All.Select(mutant => mutant.Name).Distinct().Count());
    }
}
