using Bunit;
using Clearing.Pages.Charts;
using Clearing.Pages.Markets;
using Clearing.Pages.Reading;
using Clearing.Pages.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

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
    public void A_dialog_sends_nothing_more_while_its_page_takes_the_answer()
    {
        var asked = 0;
        var taken = new TaskCompletionSource();
        var dialog = Render<Confirm>(part => part
            .Add(confirm => confirm.Title, "Offer space back")
            .Add(confirm => confirm.Verb, "Offer 300 ft³ back")
            .Add(confirm => confirm.Run, () =>
            {
                asked++;
                return Task.FromResult<Failure?>(null);
            })
            .Add(confirm => confirm.Done, () => taken.Task));

        dialog.Find(".act").Click();

        Assert.True(dialog.Find(".act").HasAttribute("disabled"));
        Assert.Equal("Asking…", dialog.Find(".act").TextContent);
        taken.SetResult();
        dialog.WaitForAssertion(() => Assert.False(dialog.Find(".act").HasAttribute("disabled")));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Two_sellers_whose_bids_have_one_id_can_both_win()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Award Of(string seller) => new(
            "q4@1", "q4", seller, 1, new CubicFeet(100), new Fee(2_000_000), new Fee(2_000_000), true);

        var card = Render<WinnersCard>(part => part
            .Add(winners => winners.Awards, [Of("acme"), Of("zeta")])
            .Add(winners => winners.Round, Rounds.Round(1, 2_000_000))
            .Add(winners => winners.Rounds, [Rounds.Round(1, 2_000_000)])
            .Add(winners => winners.Config, new MarketConfig())
            .Add(winners => winners.Market, "us-east/standard/2026-Q4"));

        card.WaitForAssertion(() => Assert.Equal(
            ["acme", "zeta"], card.FindAll("tbody a").Select(link => link.TextContent)));
    }

    [Fact]
    public void A_session_that_is_over_leads_to_the_sign_in_and_back_and_not_to_another_try()
    {
        var nav = Services.GetRequiredService<NavigationManager>();
        nav.NavigateTo("sellers/bob?market=m&bid=new");

        var trouble = Render<Trouble>(part => part
            .Add(shown => shown.Failure, new Failure("UNAUTHENTICATED", "A token is missing or not valid."))
            .Add(shown => shown.Retry, () => { }));

        Assert.Empty(trouble.FindAll("button"));
        Assert.Equal(
            "/sign-in?to=%2Fsellers%2Fbob%3Fmarket%3Dm%26bid%3Dnew", trouble.Find("a").GetAttribute("href"));
        Assert.Contains("Your session is over.", trouble.Markup);
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
