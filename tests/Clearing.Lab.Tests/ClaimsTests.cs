using Clearing.Lab.Claims;
using Clearing.Lab.Runs;
using Clearing.Lab.Theory;

namespace Clearing.Lab.Tests;

/// <summary>A verdict is given only where the interval allows one.</summary>
public class ClaimsTests
{
    [Fact]
    public void Two_markets_decide_no_claim_that_rests_on_an_interval()
    {
        var claims = ArticleClaims.Judge(new LabOptions(Replications: 2));

        var productivity = claims[0].Evidence[0].Estimate;
        Assert.True(productivity.Low <= 0 && productivity.High > 0, "The interval covers 0.");
        Assert.StartsWith("not decided", claims[0].Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain(claims, claim => claim.Verdict == "no");
    }

    [Fact]
    public void The_fewest_markets_that_theory_takes_give_every_figure_an_interval()
    {
        var checks = ClosedForms.Check(seed: 1, ClosedForms.LeastDraws);

        Assert.DoesNotContain(checks, check => check.Half is { } half && double.IsNaN(half));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ClosedForms.Check(seed: 1, ClosedForms.LeastDraws - 1));
    }
}
