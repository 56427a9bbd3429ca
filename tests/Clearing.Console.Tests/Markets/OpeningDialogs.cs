using Clearing.Pages.Live;
using Clearing.Pages.Markets;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Tests.Markets;

public class OpeningDialogs
{
    [Fact]
    public async Task A_command_without_an_answer_is_asked_again_though_its_round_is_over()
    {
        var round = new OpenedRound(1);
        Failure? unknown = new("OUTCOME_UNKNOWN", "Whether it counts is unknown.");

        Assert.Equal(unknown, await round.Send(After(0), () => Task.FromResult<Failure?>(unknown)));
        Assert.Null(await round.Send(After(1), () => Task.FromResult<Failure?>(null)));
    }

    [Fact]
    public async Task Nothing_is_sent_about_a_round_that_is_no_longer_next()
    {
        var sent = 0;
        var failure = await new OpenedRound(1).Send(After(1), () =>
        {
            sent++;
            return Task.FromResult<Failure?>(null);
        });

        Assert.Equal(("ROUND_PASSED", 0), (failure?.Code, sent));
    }

    private static WatchedMarket After(int round) => new(
        new MarketReport(
            "us-east/standard/2026-Q4", MarketStage.Open, new MarketConfig(), default, default, default,
            default, round, 0, 0, [], 0, null, null, null, null),
        []);
}
