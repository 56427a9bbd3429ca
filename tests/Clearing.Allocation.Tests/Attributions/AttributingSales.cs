using Clearing.Allocation.Attributions;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests.Attributions;

public class AttributingSales
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly DateOnly Last = new(2026, 11, 30);

    [Fact]
    public void Deltas_add_up_and_lines_do_not_depend_on_the_order_of_facts()
    {
        Draw.Many(150, draw =>
        {
            var facts = Enumerable.Range(0, 25).Select(at => Fact(draw, at)).ToArray();
            var market = new Market(draw);
            foreach (var fact in facts) { market.Take(fact); }
            draw.Shuffle(facts);
            var other = new Market(market);
            foreach (var fact in facts.Concat(facts)) { other.Take(fact); }

            Assert.Equal(WithSales(market), WithSales(other));
            Assert.Equal(
                market.Lines.Newest.Aggregate((Int128)0, (sum, of) => sum + of.Line.IncrementalMinor),
                market.Lines.IncrementalMinor);
            Assert.Equal(market.Lines.IncrementalMinor, other.Lines.IncrementalMinor);
            Assert.All(market.Lines.Newest, of => Assert.InRange(
                of.Line.ExtraUsedVolume, 0, Math.Min(of.Line.HeldVolume, of.Line.UsedVolume ?? 0)));
        });
    }

    [Fact]
    public void Settlement_and_corrections_are_a_settlement_with_all_facts()
    {
        Draw.Many(150, draw =>
        {
            var market = new Market(draw);
            for (var at = 0; at < 10; at++) { market.Take(Fact(draw, at)); }
            var settled = new Settled(Net(market));
            for (var at = 10; at < 20; at++)
            {
                market.Take(Fact(draw, at));
                settled = settled.With(settled.CorrectionTo(Net(market)));
            }

            Assert.Equal(Net(market), settled.NetMinor + settled.CorrectionsMinor);
        });
    }

    [Fact]
    public void A_day_wholly_returned_adds_nothing()
    {
        var market = new Market();
        market.Report(0, used: 150, sales: 7_000);
        market.Take(new ReturnRecorded(new("b", First, 7_000)));

        Assert.Equal(LineReason.Counted, market.Lines.Newest.Single().Line.Reason);
        Assert.Equal(0, market.Lines.IncrementalMinor);
    }

    [Theory]
    [InlineData(LineReason.NoLimit, null, 50, 140)]
    [InlineData(LineReason.NoExtra, 100, 0, 140)]
    [InlineData(LineReason.UseUnknown, 100, 50, null)]
    [InlineData(LineReason.NoUse, 100, 50, 0)]
    [InlineData(LineReason.WithinBase, 100, 50, 100)]
    [InlineData(LineReason.Counted, 100, 50, 101)]
    [InlineData(LineReason.NoLimit, null, 0, 0)]
    [InlineData(LineReason.NoExtra, 100, 0, null)]
    [InlineData(LineReason.NoUse, 0, 50, 0)]
    public void The_first_reason_that_applies_is_shown(
        LineReason reason, int? baseVolume, int held, int? used)
    {
        var day = new EffectiveDay(First, 0, new() { SalesMinor = 1_000 }, null);
        KnownUse? use = used is { } known ? new(known, IsCarried: false) : null;

        var line = AttributionLine.Of(day, use, baseVolume, held);

        Assert.Equal(reason, line.Reason);
        Assert.Equal(reason == LineReason.Counted ? 1 : 0, line.ExtraUsedVolume);
    }

    [Fact]
    public void A_day_before_the_period_is_carried_into_it_for_seven_days()
    {
        var market = new Market();
        market.Report(-2, used: 150, sales: 9);
        market.Report(5, used: null, sales: 300);
        market.Report(6, used: null, sales: 300);

        Assert.Equal(
            [LineReason.Estimated, LineReason.UseUnknown],
            market.Lines.Newest.Select(of => of.Line.Reason));
    }

    [Fact]
    public void A_known_use_changes_the_lines_of_days_that_carry_it()
    {
        var market = new Market();
        market.Report(0, used: 120, sales: null);
        market.Report(2, used: null, sales: 600);

        var posted = market.Report(1, used: 150, sales: null);

        Assert.Equal((First.AddDays(2), 2, 100L), (
            posted.Single().Line.Day, posted.Single().Number, (long)posted.Single().DeltaMinor));
    }

    [Fact]
    public void A_line_whose_sales_became_unknown_stands_with_nothing()
    {
        var market = new Market();
        market.Report(0, used: 150, sales: 3_000);

        var posted = market.Report(0, used: 150, sales: null, revision: 1);
        market.Report(0, used: 140, sales: null, revision: 2);

        Assert.Equal((LineReason.NoSales, -1_000L), (
            posted.Single().Line.Reason, (long)posted.Single().DeltaMinor));
        Assert.Equal((140L, 3), (
            market.Lines.Newest.Single().Line.UsedVolume!.Value, market.Lines.Newest.Single().Number));
    }

    [Fact]
    public void Returns_beyond_the_sales_of_a_day_are_rounded_toward_zero()
    {
        var day = new EffectiveDay(First, 0, new() { SalesMinor = 1 }, 34);

        Assert.Equal(-3, AttributionLine.Of(day, new(175, false), 100, 20).IncrementalMinor);
    }

    [Fact]
    public void The_largest_sales_and_volumes_are_attributed_exactly()
    {
        var day = new EffectiveDay(First, 0, new() { SalesMinor = long.MaxValue }, null);
        var line = AttributionLine.Of(
            day, new(DayFigures.MaxVolume, false), 0, DayFigures.MaxVolume);

        Assert.Equal(long.MaxValue, line.IncrementalMinor);
    }

    private static Int128 Net(Market market)
    {
        var terms = new MoneyTerms("USD", 2, 150_000, 1_000_000);
        return 900 - Int128.Min(CreditRule.Earned(new(market.Lines.IncrementalMinor), terms).Minor, 900);
    }

    // Whether a day without sales shows a line depends on whether one stood.
    private static IEnumerable<AttributionLine> WithSales(Market market) => market.Lines.Newest
        .Select(of => of.Line).Where(line => line.Reason != LineReason.NoSales);

    private static FactEvent Fact(Draw draw, int at)
    {
        var day = draw.Day(First.AddDays(-3), 36);
        return draw.Chance(25)
            ? new ReturnRecorded(new($"b{at}", day, draw.Long(1, 9_999)))
            : new ReportRecorded(new($"r{at}", day, at, draw.Figures()));
    }

    private sealed class Market
    {
        private readonly FactBook _facts = new();
        private readonly long? _base;
        private readonly long _held;
        private int _reports;

        internal Market() => (_base, _held) = (100, 50);

        internal Market(Draw draw) =>
            (_base, _held) = (draw.Maybe(90, draw.Volume), draw.Volume());

        internal Market(Market other) => (_base, _held) = (other._base, other._held);

        internal LineBook Lines { get; } = new(First, Last);

        internal IReadOnlyList<PostedLine> Report(
            int day, long? used, long? sales, int revision = 0) => Take(new ReportRecorded(new(
                $"r{_reports++}", First.AddDays(day), revision,
                new() { UsedVolume = used, SalesMinor = sales })));

        internal IReadOnlyList<PostedLine> Take(FactEvent fact)
        {
            var decided = fact is ReportRecorded(var report)
                ? _facts.Decide(report, FactWindow.Always)
                : _facts.Decide(((ReturnRecorded)fact).Return, FactWindow.Always);
            foreach (var taken in decided.Events) { _facts.Apply(taken); }
            var posted = Lines.Changes(_facts.On, _ => _base, _ => _held, carryUseDays: 7);
            foreach (var line in posted) { Lines.Apply(line); }
            return posted;
        }
    }
}
