using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests.Facts;

/// <summary>The packed book of facts against one that keeps everything as it came.</summary>
public class KeepingFacts
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public void Beyond_the_most_facts_none_is_decided_and_those_before_keep_their_answers()
    {
        var today = new DateOnly(2026, 10, 10);
        var window = FactWindow.Of(today, factAgeDays: 800);
        var first = new DayReport("a", today, 0, new() { UsedVolume = 1 });
        var book = new FactBook { Most = 2 };
        foreach (var report in new[] { first, first with { Id = "taken" } })
        {
            book.Apply(book.Decide(report, window).Events.Single());
        }

        foreach (var full in new[] { book, new FactBook(book) })
        {
            Assert.Equal(FactStatus.FactsFull, full.Decide(first with { Id = "c", Revision = 8 }, window).Answer);
            Assert.Equal(FactStatus.FactsFull, full.Decide(first with { Id = "c" }, window).Answer);
            Assert.Equal(FactStatus.FactsFull, full.Decide(new SalesReturn("b", today, 5), window).Answer);
            Assert.Equal(
                FactStatus.DayInFuture, full.Decide(first with { Id = "c", Day = today.AddDays(1) }, window).Answer);
            Assert.Equal(FactStatus.Recorded, full.Decide(first, window).Answer);
            Assert.Equal(FactStatus.RevisionTaken, full.Decide(first with { Id = "taken" }, window).Answer);
        }
    }

    [Fact]
    public void A_packed_book_answers_and_shows_what_a_plain_one_does()
    {
        Draw.Many(300, draw =>
        {
            var (book, plain) = (new FactBook(), new PlainBook());
            for (var at = 0; at < 60; at++)
            {
                var (id, day) = ($"f{draw.Int(0, 40)}", draw.Day(First, 12));
                if (draw.Chance(25))
                {
                    var given = new SalesReturn(id, day, draw.Long(1, long.MaxValue - 1));
                    var answer = book.Decide(given, FactWindow.Always);
                    Assert.Equal(plain.Take(given), answer.Answer);
                    foreach (var fact in answer.Events) { book.Apply(fact); }
                    continue;
                }
                var report = new DayReport(id, day, draw.Int(0, 3), draw.Figures() with
                {
                    SalesMinor = draw.Of<Int128?>(
                        null, 0, -1, draw.Long(-9_000, 9_000), long.MaxValue, -long.MaxValue),
                });
                var decision = book.Decide(report, FactWindow.Always);
                Assert.Equal(plain.Take(report), decision.Answer);
                foreach (var fact in decision.Events) { book.Apply(fact); }
                Assert.Equal(plain.On(day), book.On(day));
            }
            var days = plain.Days.ToArray();
            Assert.Equal(days, book.Days);
            Assert.Equal(days.LastOrDefault()?.Day, book.LastDay);
            var (from, to) = (First.AddDays(3), First.AddDays(8));
            Assert.Equal(
                days.Where(day => day.Day >= from && day.Day <= to), book.Between(from, to));
            Assert.Equal(days, new FactBook(book).Days);
        });
    }

    [Fact]
    public void A_copy_of_a_book_goes_its_own_way()
    {
        var book = new FactBook();
        book.Apply(new ReportRecorded(new("a", First, 0, new() { UsedVolume = 1 })));
        var copy = new FactBook(book);
        copy.Apply(new ReportRecorded(new("b", First, 1, new() { UsedVolume = 2 })));

        Assert.Equal(1, book.On(First).Figures.UsedVolume);
        Assert.Equal(2, copy.On(First).Figures.UsedVolume);
        Assert.Equal(
            FactStatus.Recorded,
            book.Decide(new DayReport("b", First, 1, new()), FactWindow.Always).Answer);
        Assert.Equal(
            FactStatus.RevisionTaken,
            copy.Decide(new DayReport("c", First, 0, new()), FactWindow.Always).Answer);
    }

    private sealed class PlainBook
    {
        private readonly Dictionary<string, (object Fact, FactStatus Answer)> _known = [];
        private readonly List<DayReport> _reports = [];
        private readonly List<SalesReturn> _returns = [];

        internal IEnumerable<EffectiveDay> Days => _reports.Select(of => of.Day)
            .Concat(_returns.Select(of => of.SoldOn)).Distinct().Order().Select(On);

        internal EffectiveDay On(DateOnly day)
        {
            var report = _reports.Where(of => of.Day == day).MaxBy(of => of.Revision);
            var returns = _returns.Where(of => of.SoldOn == day).ToArray();
            return new(
                day, report?.Revision, report?.Figures ?? DayFigures.Unknown,
                returns.Length == 0
                    ? null
                    : returns.Aggregate((Int128)0, (sum, of) => sum + of.ReturnedMinor));
        }

        internal FactStatus Take(DayReport report)
        {
            if (_known.TryGetValue(report.Id, out var known)) { return Again(known, report); }
            var taken = _reports.Exists(
                of => (of.Day, of.Revision) == (report.Day, report.Revision));
            var answer = taken ? FactStatus.RevisionTaken : FactStatus.Recorded;
            _known.Add(report.Id, (report, answer));
            if (!taken) { _reports.Add(report); }
            return answer;
        }

        internal FactStatus Take(SalesReturn given)
        {
            if (_known.TryGetValue(given.Id, out var known)) { return Again(known, given); }
            _known.Add(given.Id, (given, FactStatus.Recorded));
            _returns.Add(given);
            return FactStatus.Recorded;
        }

        private static FactStatus Again((object Fact, FactStatus Answer) known, object fact) =>
            known.Fact.Equals(fact) ? known.Answer : FactStatus.IdReused;
    }
}
