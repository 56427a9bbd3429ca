namespace Clearing.Simulation.Tests;

/// <summary>One test for each bug that a seed found. The bugs can be planted again: see Mutants.</summary>
public sealed class FoundSeeds
{
    /// <summary>
    /// Version 5 of an activation was lost, another activation wrote its own version 5, and the
    /// first went on with version 6: a notice was told twice and the stream could not be folded.
    /// Planted again as <c>append-on-top-of-a-lost-one</c>.
    /// </summary>
    [Fact]
    public void An_append_on_top_of_a_lost_one_is_lost_too() => Hold(33);

    /// <summary>
    /// After a partition the activation that was behind lived on and showed an open market that
    /// was settled. Planted again as <c>second-activation-answers-from-old-memory</c>.
    /// </summary>
    [Fact]
    public void An_activation_that_was_overtaken_does_not_answer_from_memory() => Hold(103);

    /// <summary>A reminder waited by a clock that was an hour ahead, and went on after it was set.</summary>
    [Fact]
    public void A_clock_set_right_does_not_delay_a_reminder() => Hold(151);

    /// <summary>The calendar's next round was blocked by another closed book, and its timer spun.</summary>
    [Fact]
    public void A_blocked_round_waits_for_its_reminder() => Hold(226);

    /// <summary>The opener died between opening the market and entering it in the directory.</summary>
    [Fact]
    public void An_open_market_enters_the_directory_even_if_its_opener_dies() => Hold(513);

    /// <summary>A failed read left a seller marked as being told, for as long as the activation lived.</summary>
    [Fact]
    public void A_telling_that_failed_starts_afresh() => Hold(1_619);

    private static void Hold(long seed)
    {
        var outcome = Run.Of(seed);
        Assert.True(outcome.Violations.Count == 0, Report.Text(outcome));
    }
}
