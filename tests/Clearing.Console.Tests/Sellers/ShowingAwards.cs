using Bunit;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

/// <summary>A seller's awards as a table whose rows add up.</summary>
public sealed class ShowingAwards : BunitContext
{
    [Fact]
    public void What_a_curtailment_took_of_an_award_is_in_its_row()
    {
        var cut = Rounds.Costumes with
        {
            Curtailed = new(2_000), CurtailmentDiscount = new(800_000), Charge = new(1_200_000),
        };

        var table = Awards(cut).Find("table");

        Assert.Equal(
            ["Award", "Granted, ft³", "Released", "Curtailed", "Round fee", "You pay /ft³", "Gross", "Lowered",
                "Released", "Curtailed", "Charge"],
            table.QuerySelectorAll("thead th").Select(heading => heading.TextContent));
        Assert.Equal("2,000", table.QuerySelectorAll("[data-l=Curtailed]")[0].TextContent);
        long[] money = [.. table.QuerySelectorAll("tbody td").TakeLast(5).Select(
            cell => long.Parse(cell.GetAttribute("data-v")!, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(money[^1], money[..^1].Sum());
    }

    [Fact]
    public void Where_nothing_was_curtailed_nothing_is_said_of_it() =>
        Assert.DoesNotContain("Curtailed", Awards(Rounds.Costumes).Markup);

    private IRenderedComponent<AwardsCard> Awards(StatementLine line) => Render<AwardsCard>(part => part
        .Add(card => card.Statement, Rounds.Statement() with { Awards = [line] })
        .Add(card => card.Rounds, Rounds.Story)
        .Add(card => card.ShowsMaxFee, false)
        .Add(card => card.Link, award => "/" + award));
}
