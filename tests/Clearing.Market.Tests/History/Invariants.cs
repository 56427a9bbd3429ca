using System.Collections.Immutable;

namespace Clearing.Market.Tests;

/// <summary>The invariants of market-rules, over random histories.</summary>
public sealed class Invariants
{
    private const int Histories = 40;
    private const int Steps = 80;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Histories)];

    private static RandomHistory Of(int seed)
    {
        var history = new RandomHistory(seed);
        history.Run(Steps);
        return history;
    }

    private static List<Statement> Statements(RandomHistory history) =>
    [
        .. history.Test.Sellers.Values
            .Select(seller => seller.Statement(TestMarket.Key)).OfType<Statement>(),
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Final_fees_are_the_minimum_over_own_and_later_rounds(int seed)
    {
        var history = Of(seed);
        var lines = Statements(history).SelectMany(statement => statement.Awards)
            .ToDictionary(line => line.AwardId);
        Assert.Equal(history.History.Awards.Count, lines.Count);
        foreach (var award in history.History.Awards)
        {
            var line = lines[award.Id];
            Assert.Equal(
                (award.Fee, award.RoundFee, award.MaxFee, award.Volume, award.Released),
                (line.CurrentFee.Micros, line.RoundFee.Micros, line.MaxFee.Micros, line.Granted.Value,
                    line.Released.Value));
            Assert.True(line.CurrentFee.CompareTo(line.RoundFee) <= 0);
            Assert.True(line.RoundFee.CompareTo(line.MaxFee) <= 0);
            Assert.True(line.Charge.CompareTo(line.Gross) <= 0);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Money_adds_up_before_and_after_settlement(int seed)
    {
        var history = Of(seed);
        var test = history.Test;
        foreach (var statement in Statements(history))
        {
            Assert.Equal(statement.Charge, Balance(test, statement, LedgerAccount.Receivable));
            Assert.Equal(-statement.CreditEarned,
                Balance(test, statement, LedgerAccount.CreditsHeld));
        }
        Assert.Equal(SettleStatus.Settled, test.Do(test.Market.Settle()));
        test.TellAll();
        foreach (var statement in Statements(history).Where(one => one.Awards.Length > 0))
        {
            Assert.True(statement.Final);
            Assert.Equal(statement.Net, Balance(test, statement, LedgerAccount.Receivable));
            Assert.Equal(Money.Zero, Balance(test, statement, LedgerAccount.CreditsHeld));
            Assert.Equal(statement.CreditApplied,
                Balance(test, statement, LedgerAccount.CreditsGranted));
            Assert.True(statement.CreditApplied.Minor >= 0);
            Assert.True(statement.CreditApplied.CompareTo(statement.Charge) <= 0);
            Assert.All(statement.Awards, line => Assert.Equal(
                line.Charge, line.Gross - line.RepricingDiscount - line.ReleaseDiscount));
        }
        Assert.All(test.Postings, posting => Assert.Equal(
            Money.Zero, posting.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_events_give_the_same_market_to_the_last_byte(int seed)
    {
        var test = Of(seed).Test;
        var again = new CapacityMarket(TestMarket.Key);
        foreach (var happened in test.Events) { again.Apply(happened); }
        Assert.Equal(Shown(test.Market), Shown(again));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Half_told_news_is_the_same_after_recovery(int seed)
    {
        var history = new RandomHistory(seed);
        history.Run(Steps);
        history.Test.Cleared(1_000, 500);
        history.Test.Do(history.Test.Market.Told(
            history.Test.Market.Untold(2, ImmutableHashSet<string>.Empty)));
        var again = new CapacityMarket(TestMarket.Key);
        foreach (var happened in history.Test.Events) { again.Apply(happened); }
        Assert.Equal(Shown(history.Test.Market), Shown(again));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_posting_is_counted_once(int seed)
    {
        var test = Of(seed).Test;

        Assert.Equal(test.Postings.Count, test.Sellers.Values.Sum(account => account.PostingCount));
    }

    [Fact]
    public void A_snapshot_of_before_postings_were_counted_is_no_account()
    {
        var old = new SellerAccount("s1").Snapshot() with { PostingCount = null };

        Assert.Throws<ArgumentException>(() => SellerAccount.From(old));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_account_restored_from_its_snapshot_is_the_same(int seed)
    {
        foreach (var account in Of(seed).Test.Sellers.Values)
        {
            var snapshot = account.Snapshot();
            var restored = SellerAccount.From(snapshot);
            Assert.Equal(WholeText.Of(snapshot), WholeText.Of(restored.Snapshot()));
            Assert.Equal(account.PostingCount, restored.PostingCount);
            Assert.Equal(
                WholeText.Of(account.Statement(TestMarket.Key)),
                WholeText.Of(restored.Statement(TestMarket.Key)));
            Assert.All(Enum.GetValues<LedgerAccount>(), kind => Assert.Equal(
                account.Balance(TestMarket.Key, kind), restored.Balance(TestMarket.Key, kind)));
        }
    }

    private static Money Balance(TestMarket test, Statement statement, LedgerAccount account) =>
        test.Seller(statement.Seller).Balance(TestMarket.Key, account);

    private static string Shown(CapacityMarket market)
    {
        var rounds = Enumerable.Range(1, 1_000).Select(market.Round).OfType<RoundReport>().ToList();
        return WholeText.Of(new
        {
            Report = market.Report(),
            Rounds = rounds,
            Awards = rounds.Select(round => market.Awards(round.Terms.Round, 0, int.MaxValue)),
            Bids = ((string[])["s1", "s2", "s3", "s4", "s5"]).Select(market.BidsOf),
            Untold = market.Untold(int.MaxValue, ImmutableHashSet<string>.Empty),
        });
    }
}
