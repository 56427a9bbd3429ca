using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;

namespace Clearing.Lab.Tests;

/// <summary>What the rules imply in every single market.</summary>
public class MarketPlayTests
{
    private const int Markets = 60;

    [Theory]
    [InlineData("tight")]
    [InlineData("slack")]
    public void Fees_do_not_change_who_gets_what_under_the_same_bids(string label)
    {
        foreach (var table in Draws(ModelOf(label)))
        {
            var volumes = Volumes(table, new(FeeRule.PayAsBid, Repricing.None));

            Assert.Equal(volumes, Volumes(table, PlayRules.Rounds));
            Assert.Equal(volumes, Volumes(table, PlayRules.Product));
        }
    }

    [Fact]
    public void With_repricing_nobody_pays_more_for_being_early()
    {
        foreach (var table in Draws(MarketModel.Balanced))
        {
            table.Play.Run(table.Sheet, table.EvenCapacity, PlayRules.Product);

            var fees = table.Play.Awards.ToArray().Select(award => award.FinalFee);
            Assert.Equal(fees.Order(), fees);
        }
    }

    [Fact]
    public void With_equal_margins_credits_do_not_change_who_gets_what()
    {
        foreach (var table in Draws(MarketModel.Tight with { Margin = new(0.2, 0.2) }))
        {
            var volumes = Volumes(table, PlayRules.Product);

            table.Sheet.Fill(table.Draw, new BidWorth(0.15, 1));
            Assert.Equal(volumes, Volumes(table, PlayRules.Product));
        }
    }

    [Fact]
    public void Regranted_volume_reprices_nobody()
    {
        var sheet = new BidSheet();
        sheet.Begin(3);
        sheet.Add(0, round: 1, maxFee: 6_000_000, volume: 1000);
        sheet.Add(2, round: 1, maxFee: 5_000_000, volume: 500);
        sheet.Add(4, round: 1, maxFee: 2_000_000, volume: 400);
        var play = new MarketPlay();
        play.Begin(sheet, rounds: 2);
        play.Clear(sheet, 1, 1500, PlayRules.Product);
        play.Relinquish(0, 1);
        play.Clear(sheet, 2, 0, PlayRules.Product);

        var awards = play.Awards.ToArray();
        Assert.Equal([5_000_000, 5_000_000, 2_000_000], awards.Select(award => award.FinalFee));
        Assert.Equal([999, 500, 1], awards.Select(award => award.Liable));
    }

    [Theory]
    [InlineData(0.15, 1, 0.2, 0.35)]
    [InlineData(0.15, 0.5, 0.2, 0.35)]
    [InlineData(0.15, 0.5, 0.1, 0.2)]
    public void A_truthful_bid_leaves_nothing_of_the_margin(
        double rate, double cap, double margin, double expected)
    {
        var fee = new BidWorth(rate, cap).PerSales(margin);

        Assert.Equal(expected, fee, precision: 12);
        Assert.Equal(margin, fee - new CreditTerms(rate, cap).Applied(fee, 1), precision: 12);
    }

    private static IEnumerable<MarketTable> Draws(MarketModel model)
    {
        var table = new MarketTable(model);
        for (var market = 0; market < Markets; market++)
        {
            table.Draw.Fill(seed: 7, market);
            table.Sheet.Fill(table.Draw, BidWorth.Truthful);
            yield return table;
        }
    }

    private static (int, int, long)[] Volumes(MarketTable table, in PlayRules rules)
    {
        table.Play.Run(table.Sheet, table.EvenCapacity, rules);
        var awards = table.Play.Awards.ToArray();
        return [.. awards.Select(award => (award.Row, award.Round, award.Volume))];
    }

    private static MarketModel ModelOf(string label) =>
        label == "tight" ? MarketModel.Tight : MarketModel.Slack;
}
