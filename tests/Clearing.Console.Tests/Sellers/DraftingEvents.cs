using Clearing.Allocation.Projections;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

public class DraftingEvents
{
    private readonly EventDraft _draft = new() { FirstDay = "2026-11-20", LastDay = "2026-11-27" };

    [Theory]
    [InlineData("250", "", 2_500_000L, null)]
    [InlineData("", "1,200.5", null, 1_200_500L)]
    [InlineData("0.0001", "0", 1L, 0L)]
    [InlineData("", "", null, null)]
    public void Numbers_are_read_exactly(string uplift, string added, long? ppm, long? milli)
    {
        (_draft.Uplift, _draft.Added, _draft.Note) = (uplift, added, "a fair");

        Assert.Equal(
            new EventPlan("e", new(2026, 11, 20), new(2026, 11, 27), ppm, milli, "a fair"),
            _draft.ToPlan("e"));
    }

    [Theory]
    [InlineData("2.00001", "")]
    [InlineData("-1", "")]
    [InlineData("a lot", "")]
    [InlineData("", "1.0005")]
    [InlineData("", "4,50")]
    public void What_cannot_be_read_exactly_makes_no_event_and_names_its_field(string uplift, string added)
    {
        (_draft.Uplift, _draft.Added) = (uplift, added);
        var (wrong, field) = uplift.Length > 0
            ? (_draft.UpliftError, "uplift_ppm")
            : (_draft.AddedError, "added_milli_volume");

        Assert.Null(_draft.ToPlan("e"));
        Assert.Equal((field, uplift + added), (wrong!.Field, wrong.Value));
    }

    [Fact]
    public void An_empty_day_is_not_wrong_yet_and_a_broken_one_is()
    {
        Assert.Null(new EventDraft().FirstDayError);
        Assert.Null(new EventDraft().ToPlan("e"));
        _draft.LastDay = "31 Nov";
        Assert.Equal("last_day", _draft.LastDayError!.Field);
        Assert.Null(_draft.ToPlan("e"));
    }
}
