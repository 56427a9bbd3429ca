namespace Clearing.Market.Tests;

/// <summary>A result whose contest window runs.</summary>
public sealed class WaitingForAWindow
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Noon.AddMinutes(10);
    private static readonly DateTimeOffset Over = Noon.AddHours(1);

    private readonly TestMarket _test = new(new MarketConfig { ContestWindowSeconds = 3600 });

    [Fact]
    public void The_market_is_next_due_when_a_window_ends_or_a_round_closes()
    {
        Assert.Null(_test.Market.DueAt);
        _test.Do(_test.Market.Schedule(new(new(2, new(0)), Later)));
        Assert.Equal(Later, _test.Market.DueAt);
        ClearTwo();
        Assert.Equal(Over, _test.Market.DueAt);
        _test.Do(_test.Market.Pause("a leak"));
        Assert.Equal(Over, _test.Market.DueAt);
        _test.DoAt(Over, _test.Market.Bind(Over));

        Assert.Null(_test.Market.DueAt);
        _test.Do(_test.Market.Resume());
        Assert.Equal(Later, _test.Market.DueAt);
    }

    [Fact]
    public void Awards_are_complete_or_not_before_they_bind_and_shown_to_their_seller_alone()
    {
        ClearTwo();

        Assert.True(AwardOf("alice").Complete);
        Assert.False(AwardOf("bob").Complete);
        Assert.Empty(Assert.Single(_test.Market.Contested()).Awards);

        Award AwardOf(string seller) => Assert.Single(_test.Market.Contested(seller)[0].Awards);
    }

    [Theory]
    [InlineData(100, -1, "ReserveNegative")]
    [InlineData(long.MaxValue, 6, null)]
    [InlineData(long.MinValue, 6, "PoolOverflow")]
    public void The_terms_of_a_rerun_must_be_ones_that_a_round_can_have(long delta, long reserve, string? refusal)
    {
        ClearTwo();
        var rerun = new RoundTerms(1, new(delta), new(reserve));

        Assert.Equal(refusal, _test.Market.Propose(
            "v-1", new(Void: rerun), new Act("olga", Later, "wrong")).Answer.Refusal);
    }

    // 100 cubic feet: alice gets 60 at 9, bob 40 of 60 at 5.
    private void ClearTwo()
    {
        _test.Bid("a", "alice", 9, 60);
        _test.Bid("b", "bob", 5, 60);
        var terms = new RoundTerms(1, new(100));
        _test.DoAt(Noon, _test.Market.Clear(terms, TestMarket.Nonce(1)).Events);
    }
}
