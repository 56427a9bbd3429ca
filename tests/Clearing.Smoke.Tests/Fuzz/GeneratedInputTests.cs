namespace Clearing.Smoke.Tests.Fuzz;

public class GeneratedInputTests
{
    [Fact]
    public void Thirty_thousand_damaged_inputs_end_in_a_value_or_a_clear_error()
    {
        var targets = All.Targets();
        var report = FuzzRun.Run(targets, 30_000, seed: 20_261_122);

        Assert.Empty(report.Failures);
        Assert.Equal(targets.Count, report.Targets.Count);
        Assert.All(report.Targets, target =>
        {
            // The auditor recomputes hashes and sums: it may well refuse all that is damaged.
            var isVerified = target.Key.StartsWith("verified", StringComparison.Ordinal);
            Assert.True(
                target.Value.Taken > 0 || isVerified, $"{target.Key}: nothing was taken");
            Assert.True(target.Value.Refused > 0, $"{target.Key}: nothing was refused");
        });
    }

    [Fact]
    public void What_is_not_damaged_is_taken()
    {
        foreach (var target in All.Targets().Where(target => target is not JournalTarget))
        {
            Assert.All(target.Valid, valid => Assert.True(target.Take(valid, new Random(1)), target.Name));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        string Report() => string.Join(", ", FuzzRun.Run(All.Targets(), 500, seed: 7).Targets);

        Assert.Equal(Report(), Report());
    }
}
