using Clearing.Allocation.Projections;
using Clearing.Pages.Sellers;
using Clearing.Pages.Shell;

namespace Clearing.Pages.Tests.Sellers;

public class WordingEvents
{
    private static readonly DateOnly First = new(2026, 11, 20);

    [Theory]
    [InlineData(2_500_000L, null, "Deal: 250 % of the usual sales")]
    [InlineData(2_500_000L, 0L, "Deal: 250 % of the usual sales")]
    [InlineData(1L, null, "Deal: 0.0001 % of the usual sales")]
    [InlineData(null, 9_000_000L, "Launch: +9,000 ft³ sold a week")]
    [InlineData(null, 1_050L, "Launch: +1.05 ft³ sold a week")]
    [InlineData(2_000_000L, 500L, "Deal and launch: 200 % of the usual sales and +0.5 ft³ sold a week")]
    public void An_event_says_what_it_adds_to_the_last_digit(long? uplift, long? added, string words) =>
        Assert.Equal(words, EventWords.What(new("e", First, First, uplift, added)));

    [Fact]
    public void Days_have_the_year_once_unless_it_changes()
    {
        Assert.Equal("20 Nov 2026", EventWords.Days(new("e", First, First)));
        Assert.Equal("20 Nov to 2 Dec 2026", EventWords.Days(new("e", First, new(2026, 12, 2))));
        Assert.Equal("20 Nov 2026 to 2 Jan 2027", EventWords.Days(new("e", First, new(2027, 1, 2))));
    }

    [Fact]
    public void An_event_that_is_over_waits_for_nobody()
    {
        var view = new EventPlanView(1, new("e", First, First, 2), First, EventState.Proposed, null, null);

        Assert.Equal((StageMark.Telling, "Waits for an operator"), EventWords.State(view, First));
        Assert.Equal((StageMark.Settled, "Over, undecided"), EventWords.State(view, First.AddDays(1)));
        Assert.Equal(
            (StageMark.Fine, "Confirmed"),
            EventWords.State(view with { State = EventState.Confirmed }, First.AddDays(1)));
    }
}
