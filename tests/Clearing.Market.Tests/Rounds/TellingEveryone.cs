namespace Clearing.Market.Tests;

/// <summary>What everyone may know is numbered without gaps, and counts no bids.</summary>
public class TellingEveryone
{
    [Fact]
    public void Facts_run_from_1_however_many_bids_come_between()
    {
        var test = new TestMarket();
        test.Bid("a", "s", 5, 5);
        test.Close(1);
        test.Bid("b", "s", 5, 5);
        test.Clear(1, 5);
        test.Do(test.Market.Pause("a check"));
        test.Bid("c", "s", 5, 5);
        test.Do(test.Market.Resume());
        test.Do(test.Market.Settle());

        Assert.Equal(
            [
                (1L, PublicFactKind.RoundClosed, 1), (2L, PublicFactKind.RoundCleared, 1),
                (3L, PublicFactKind.MarketPaused, 0), (4L, PublicFactKind.MarketResumed, 0),
                (5L, PublicFactKind.MarketSettled, 0),
            ],
            test.Market.Facts(0, 10).Select(fact => (fact.Number, fact.Kind, fact.Round)));
        Assert.Equal([3L, 4L], test.Market.Facts(2, 2).Select(fact => fact.Number));
        Assert.Equal(1, test.Market.Facts(1, 1)[0].Cleared!.Terms.Round);
    }
}
