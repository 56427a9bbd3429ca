using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests.Facts;

public class TakingFacts
{
    private static readonly DateOnly Today = new(2026, 10, 10);
    private static readonly FactWindow Window = FactWindow.Of(Today, factAgeDays: 800);

    private static readonly DayReport Sound = new("r", Today, 0, new() { UsedVolume = 1 });

    // In the page's order of precedence, after the refusals of the id.
    private static readonly (FactStatus Status, Func<DayReport, DayReport> Break)[] Refusals =
    [
        (FactStatus.DayInFuture, of => of with { Day = Today.AddDays(1) }),
        (FactStatus.DayTooOld, of => of with { Day = Today.AddDays(-801) }),
        (FactStatus.VolumeNegative, of => With(of, f => f with { InboundVolume = -1 })),
        (FactStatus.UnitsNegative, of => With(of, f => f with { UnitsSold = -1 })),
        (FactStatus.PartAboveWhole, of => With(of, f => f with { StrandedUnits = 0 })),
        (FactStatus.ShareOutOfRange, of => With(of, f => f with { InStockPpm = 1_000_001 })),
        (FactStatus.AmountOutOfRange, of => With(of, f => f with { SalesMinor = long.MinValue })),
        (FactStatus.RevisionNegative, of => of with { Revision = -1 }),
        (FactStatus.VolumeTooLarge, of =>
            With(of, f => f with { SoldMilliVolume = DayFigures.MaxMilliVolume + 1 })),
    ];

    [Fact]
    public void Of_two_refusals_the_first_of_the_page_is_given()
    {
        for (var first = 0; first < Refusals.Length; first++)
        {
            for (var second = first; second < Refusals.Length; second++)
            {
                var later = Refusals[second].Break(Sound);
                var report = Refusals[first].Break(later);

                var (answer, events) = new FactBook().Decide(report, Window);

                Assert.Equal(Refusals[first].Status, answer);
                Assert.Empty(events);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bad id")]
    [InlineData(".dot")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_malformed_id_is_refused_before_all_else(string id)
    {
        var report = Sound with { Id = id, Day = Today.AddDays(1) };

        Assert.Equal(FactStatus.IdMalformed, new FactBook().Decide(report, null).Answer);
    }

    [Fact]
    public void An_unknown_zone_is_refused_after_the_id_and_before_the_day()
    {
        var book = Taken(Sound);

        Assert.Equal(FactStatus.IdReused, book.Decide(Sound with { Revision = 1 }, null).Answer);
        Assert.Equal(
            FactStatus.ZoneUnknown,
            book.Decide(Sound with { Id = "s", Day = Today.AddDays(1) }, null).Answer);
    }

    [Fact]
    public void Today_and_the_oldest_day_are_taken()
    {
        Assert.Equal(FactStatus.Recorded, new FactBook().Decide(Sound, Window).Answer);
        Assert.Equal(
            FactStatus.Recorded,
            new FactBook().Decide(Sound with { Day = Today.AddDays(-800) }, Window).Answer);
    }

    [Fact]
    public void A_taken_revision_keeps_its_answer_and_any_other_refusal_frees_its_id()
    {
        var book = Taken(Sound);
        var taken = Sound with { Id = "s", Figures = new() { UsedVolume = 2 } };

        Assert.Equal(FactStatus.RevisionTaken, Take(book, taken));
        Assert.Equal(FactStatus.RevisionTaken, Take(book, taken));
        Assert.Equal(FactStatus.IdReused, Take(book, taken with { Revision = 7 }));
        Assert.Equal(FactStatus.DayInFuture, Take(book, taken with { Id = "t", Day = Today.AddDays(1) }));
        Assert.Equal(FactStatus.Recorded, Take(book, taken with { Id = "t", Revision = 7 }));
        Assert.Equal(2, book.On(Today).Figures.UsedVolume);
    }

    [Fact]
    public void A_repeated_return_keeps_its_answer_and_another_one_may_not_have_its_id()
    {
        var book = new FactBook();
        var given = new SalesReturn("b", Today, 5);
        Take(book, given);

        Assert.Equal(FactStatus.Recorded, book.Decide(given, Window).Answer);
        Assert.Empty(book.Decide(given, Window).Events);
        Assert.Equal(
            FactStatus.IdReused, book.Decide(given with { ReturnedMinor = 6 }, Window).Answer);
        Assert.Equal(FactStatus.IdMalformed, book.Decide(given with { Id = "b b" }, Window).Answer);
        Assert.Equal(
            (true, false, false),
            (book.IsAnswered("b"), book.IsAnswered("c"), book.IsAnswered("b b")));
    }

    [Fact]
    public void The_longest_id_and_the_largest_figures_are_taken_and_larger_ones_are_not()
    {
        var most = new DayFigures
        {
            UsedVolume = DayFigures.MaxVolume, InboundVolume = DayFigures.MaxVolume,
            SoldMilliVolume = DayFigures.MaxMilliVolume, UnitsSold = DayFigures.MaxVolume,
            OnHandUnits = DayFigures.MaxVolume, ExcessUnits = DayFigures.MaxVolume,
            StrandedUnits = DayFigures.MaxVolume, InStockPpm = 1_000_000,
            SalesMinor = long.MaxValue,
        };
        DayFigures[] larger =
        [
            most with { UsedVolume = DayFigures.MaxVolume + 1 },
            most with { InboundVolume = DayFigures.MaxVolume + 1 },
            most with { SoldMilliVolume = DayFigures.MaxMilliVolume + 1 },
            most with { UnitsSold = DayFigures.MaxVolume + 1 },
            most with { OnHandUnits = DayFigures.MaxVolume + 1 },
        ];
        var report = new DayReport(new string('r', 64), Today, long.MaxValue, most);

        Assert.Equal(FactStatus.Recorded, Answer(report));
        Assert.Equal(FactStatus.Recorded, Answer(With(report, of => of with { InStockPpm = 0 })));
        Assert.All(larger, of => Assert.Equal(
            FactStatus.VolumeTooLarge, Answer(report with { Figures = of })));

        FactStatus Answer(DayReport of) => new FactBook().Decide(of, Window).Answer;
    }

    [Theory]
    [InlineData(5L, null)]
    [InlineData(null, 5L)]
    [InlineData(6L, 0L)]
    [InlineData(0L, 6L)]
    public void Excess_and_stranded_units_are_parts_of_those_on_hand(long? excess, long? stranded)
    {
        var report = Sound with
        {
            Figures = new() { OnHandUnits = 5, ExcessUnits = excess, StrandedUnits = stranded },
        };
        var isMore = excess == 6 || stranded == 6;

        Assert.Equal(
            isMore ? FactStatus.PartAboveWhole : FactStatus.Recorded,
            new FactBook().Decide(report, Window).Answer);
        Assert.Equal(
            FactStatus.PartAboveWhole,
            new FactBook().Decide(With(report, of => of with { OnHandUnits = null }), Window).Answer);
    }

    [Fact]
    public void Reports_and_returns_share_one_set_of_ids()
    {
        var book = Taken(Sound);

        Assert.Equal(
            FactStatus.IdReused, book.Decide(new SalesReturn("r", Today, 5), Window).Answer);
    }

    [Fact]
    public void A_figure_that_the_highest_revision_leaves_out_is_unknown()
    {
        var book = Taken(Sound);

        Take(book, new DayReport("s", Today, 1, new() { SalesMinor = -5 }));

        Assert.Null(book.On(Today).Figures.UsedVolume);
        Assert.Equal(-5, book.On(Today).NetSalesMinor);
    }

    [Theory]
    [InlineData(0, FactStatus.AmountNotPositive)]
    [InlineData(-1, FactStatus.AmountNotPositive)]
    [InlineData(1, FactStatus.Recorded)]
    public void A_return_is_of_more_than_nothing(long minor, FactStatus answer)
    {
        var given = new SalesReturn("b", Today, minor);

        Assert.Equal(answer, new FactBook().Decide(given, Window).Answer);
    }

    [Fact]
    public void A_return_of_more_than_63_bits_is_out_of_range_and_its_day_comes_first()
    {
        var huge = new SalesReturn("b", Today, (Int128)long.MaxValue + 1);

        Assert.Equal(FactStatus.AmountOutOfRange, new FactBook().Decide(huge, Window).Answer);
        Assert.Equal(
            FactStatus.DayInFuture,
            new FactBook().Decide(huge with { SoldOn = Today.AddDays(1) }, Window).Answer);
    }

    [Fact]
    public void Facts_do_not_depend_on_the_order_of_their_arrival()
    {
        Draw.Many(200, draw =>
        {
            var facts = Enumerable.Range(0, 30).Select(at => Fact(draw, at)).ToArray();
            var book = new FactBook();
            foreach (var fact in facts) { fact(book); }

            draw.Shuffle(facts);
            var other = new FactBook();
            foreach (var fact in facts.Concat(facts)) { fact(other); }

            Assert.Equal(book.Days, other.Days);
            Assert.Equal(FactsHash.Of(book.Days), FactsHash.Of(other.Days));
        });
    }

    [Fact]
    public void The_hash_is_of_effective_days_their_known_figures_and_returns()
    {
        var book = Taken(Sound);
        Take(book, new DayReport("s", Today, 2, new() { UsedVolume = 120, SalesMinor = 4_000 }));
        book.Apply(new ReturnRecorded(new("b", Today.AddDays(-1), 700)));

        Assert.Equal(
            """[{"day":"2026-10-09","returned_minor":700},"""
            + """{"day":"2026-10-10","revision":2,"used_volume":120,"sales_minor":4000}]""",
            FactsHash.Text(book.Days));
        Assert.Equal(64, FactsHash.Of(book.Days).Length);
    }

    [Fact]
    public void Every_figure_is_in_the_hash_and_returns_of_any_size()
    {
        var figures = new DayFigures
        {
            UsedVolume = 1, InboundVolume = 2, SoldMilliVolume = 3, UnitsSold = 4, OnHandUnits = 8,
            ExcessUnits = 5, StrandedUnits = 6, InStockPpm = 7, SalesMinor = -9,
        };
        var day = new EffectiveDay(Today, 0, figures, (Int128)long.MaxValue * 3);

        Assert.Equal(
            """[{"day":"2026-10-10","revision":0,"used_volume":1,"inbound_volume":2,"""
            + """ "sold_milli_volume":3,"units_sold":4,"on_hand_units":8,"excess_units":5,"""[1..]
            + """ "stranded_units":6,"in_stock_ppm":7,"sales_minor":-9,"""[1..]
            + """ "returned_minor":27670116110564327421}]"""[1..],
            FactsHash.Text([day]));
    }

    // A revision of a day is always the same report: two would depend on which comes first.
    private static Action<FactBook> Fact(Draw draw, int at)
    {
        var day = draw.Day(Today.AddDays(-3), 4);
        if (draw.Chance(30))
        {
            var given = new SalesReturn($"b{at}", day, draw.Long(1, 99));
            return book => Take(book, given);
        }
        var report = new DayReport($"r{at}", day, at, draw.Figures());
        return book => Take(book, report);
    }

    private static FactBook Taken(DayReport report)
    {
        var book = new FactBook();
        Assert.Equal(FactStatus.Recorded, Take(book, report));
        return book;
    }

    private static FactStatus Take(FactBook book, DayReport report)
    {
        var (answer, events) = book.Decide(report, Window);
        foreach (var fact in events) { book.Apply(fact); }
        return answer;
    }

    private static void Take(FactBook book, SalesReturn given)
    {
        foreach (var fact in book.Decide(given, Window).Events) { book.Apply(fact); }
    }

    private static DayReport With(DayReport of, Func<DayFigures, DayFigures> change) =>
        of with { Figures = change(of.Figures) };
}
