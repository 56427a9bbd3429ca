using Bunit;
using Clearing.Pages.Charts;
using Clearing.Pages.Reading;
using Clearing.Pages.Shell;

namespace Clearing.Pages.Tests;

public sealed class ShellParts : BunitContext
{
    [Fact]
    public void A_failure_shows_the_APIs_text_code_field_value_and_limit()
    {
        var failure = new Failure("FEE_ABOVE_LIMIT", "The max fee is above the limit.", "max_fee_micros", "9", 5);

        var text = Render<Trouble>(part => part.Add(trouble => trouble.Failure, failure))
            .Find("[role=alert]").TextContent;

        Assert.Contains("The max fee is above the limit.", text);
        Assert.Contains("FEE_ABOVE_LIMIT", text);
        Assert.Contains("max_fee_micros · value 9 · limit 5", text);
    }

    [Fact]
    public void An_unknown_outcome_is_no_failure_and_the_same_is_asked_again()
    {
        var asked = 0;
        var done = false;
        var dialog = Render<Confirm>(part => part
            .Add(confirm => confirm.Title, "Clear round 8 now?")
            .Add(confirm => confirm.Verb, "Clear round 8 now")
            .Add(confirm => confirm.Run, () => Task.FromResult<Failure?>(
                ++asked == 1 ? new Failure("OUTCOME_UNKNOWN", "Whether it counts is unknown.") : null))
            .Add(confirm => confirm.Done, () => done = true));

        dialog.Find(".act").Click();
        Assert.Contains("No answer yet.", dialog.Find("[role=alert]").TextContent);
        Assert.DoesNotContain("bad", dialog.Find("[role=alert]").ClassList);
        Assert.Equal("Ask again", dialog.Find(".act").TextContent);
        dialog.Find(".act").Click();

        Assert.True(done);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void What_cannot_be_undone_is_outlined_and_the_other_button_has_the_first_focus()
    {
        var dialog = Render<Confirm>(part => part
            .Add(confirm => confirm.Title, "Settle?")
            .Add(confirm => confirm.Verb, "Settle")
            .Add(confirm => confirm.IsGrave, true)
            .Add(confirm => confirm.Run, () => Task.FromResult<Failure?>(null)));

        Assert.Contains("bad", dialog.Find(".act").ClassList);
        Assert.Equal("Leave as it is", dialog.Find("[autofocus]").TextContent);
    }

    [Fact]
    public void A_round_that_granted_nothing_has_a_sentence_and_no_curve()
    {
        var card = Render<CurveCard>(part => part
            .Add(curve => curve.Curve, null)
            .Add(curve => curve.Report, Rounds.Round(5, null))
            .Add(curve => curve.Config, new MarketConfig()));

        Assert.Equal("Round 5 granted nothing", card.Find("h2").TextContent);
        Assert.Empty(card.FindAll("svg.ch"));
        Assert.Contains("Nothing was granted", card.Markup);
    }

    [Fact]
    public void A_chart_has_three_drawings_each_with_its_sentence_and_a_table_behind()
    {
        var steps = ImmutableArray.Create(new CurveStep(
            new Fee(4_000_000), new Fee(4_000_000), 3, 900, 900, 900, 900));
        var card = Render<CurveCard>(part => part
            .Add(curve => curve.Curve, new RoundCurve(1, 1, true, steps))
            .Add(curve => curve.Report, Rounds.Round(1, 4_000_000, granted: 300, asked: 900))
            .Add(curve => curve.Config, new MarketConfig()));

        var drawings = card.FindAll("svg.ch[role=img]");
        Assert.Equal(3, drawings.Count);
        Assert.All(drawings, svg => Assert.StartsWith("Bid curve of round 1", svg.GetAttribute("aria-label")));
        Assert.Equal("4000000", card.Find("details td").GetAttribute("data-v"));
        Assert.Empty(card.FindAll("[style]"));
    }
}
