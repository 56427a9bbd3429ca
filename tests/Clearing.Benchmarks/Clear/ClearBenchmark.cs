using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>How long a round takes to clear, and against what.</summary>
public static class ClearBenchmark
{
    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "bids", "shape", "tie rule", "what", "median ms", "min", "max", "ns/bid", "ratio",
            "bytes/bid");
        var large = settings.Smoke ? 10_000 : Math.Min(1_000_000, settings.Most ?? int.MaxValue);
        await Alternatives(settings, table, large);
        Shapes(settings, table, large);
        Growth(settings, table);
        ManyMarkets(settings, table);
    }

    private static async Task Alternatives(Settings settings, Table table, int bids)
    {
        var book = Books.Wide(bids);
        var classes = LinqClearing.From(book);
        var space = new ClearingWorkspace();
        await using var database = await Database.Open(settings.Postgres ? StoreKind.Postgres : null);
        await using var store = database is null ? null : database.Source();
        var sql = store is null ? null : new SqlClearing(store);
        if (sql is not null) { await sql.Load(book); }
        var (sum, core, linq, statement) =
            (new Samples(), new Samples(), new Samples(), new Samples());
        var outcome = book.Clear(TieRule.TimePriority, space);
        Unless(outcome.Granted == book.Available);
        Unless(book.PlainSum() != 0 && LinqClearing.Clear(classes, book.Available).Granted > 0);
        for (var run = 0; run < settings.Runs; run++)
        {
            var total = 0L;
            sum.Time(() => total = book.PlainSum());
            Unless(total != 0);
            core.Time(() => outcome = book.Clear(TieRule.TimePriority, space));
            var naive = (Granted: 0m, Lowest: 0m);
            linq.Time(() => naive = LinqClearing.Clear(classes, book.Available));
            Unless(naive.Granted == outcome.Granted);
            Unless(naive.Lowest * 1_000_000m == outcome.LowestGranted);
            if (sql is null) { continue; }
            await sql.Reset();
            await statement.Time(() => sql.Clear(book.Available));
            var (winners, volume) = await sql.Granted();
            Unless(volume == outcome.Granted && winners == Winners(space));
        }
        void Row(string what, Samples samples) => Add(
            table, book, "TimePriority", what, samples, samples.Over(core), "");
        Row("plain sum of fees and volumes", sum);
        Row("clearing core", core);
        Row("LINQ over decimal classes", linq);
        if (sql is null) { table.Say("PostgreSQL is left out: not asked for or not installed."); }
        else { Row("PostgreSQL statement, awards durable", statement); }
        if (database is not null)
        {
            var durable = await DurableRound.Measure(settings, database, book);
            Row("market grain's clearing, round durable", durable);
            Add(table, book, "TimePriority", "PostgreSQL statement, to the durable round",
                statement, statement.Over(durable), "");
        }
    }

    private static void Shapes(Settings settings, Table table, int bids)
    {
        var space = new ClearingWorkspace();
        var usual = Books.Wide(bids);
        foreach (var shape in Books.Shapes)
        {
            var book = Books.Of(shape, bids);
            foreach (var rule in Enum.GetValues<TieRule>())
            {
                var (mine, reference) = (new Samples(), new Samples());
                var first = book.Clear(rule, space);
                usual.Clear(TieRule.TimePriority, space);
                Unless(first.Granted <= book.Available);
                Unless(!book.IsPlain || first.Granted == book.Available);
                for (var run = 0; run < settings.Runs; run++)
                {
                    reference.Time(() => usual.Clear(TieRule.TimePriority, space));
                    mine.Time(() => Unless(book.Clear(rule, space) == first));
                }
                var before = GC.GetAllocatedBytesForCurrentThread();
                book.Clear(rule, space);
                var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                Add(table, book, $"{rule}", "clearing core, to wide fees", mine,
                    mine.Over(reference), Table.Figure((double)bytes / bids));
            }
        }
    }

    private static void Growth(Settings settings, Table table)
    {
        int[] sizes = settings.Smoke
            ? [1_000, 10_000]
            : settings.UpTo(1_000, 10_000, 100_000, 1_000_000, 10_000_000);
        var space = new ClearingWorkspace();
        var reference = sizes.Min() < 1_000_000 && sizes.Contains(1_000_000)
            ? 1_000_000 : sizes.Max();
        var books = sizes.Select(Books.Wide).ToArray();
        var samples = sizes.Select(_ => new Samples()).ToArray();
        foreach (var book in books) { book.Clear(TieRule.TimePriority, space); }
        for (var run = 0; run < settings.Runs; run++)
        {
            for (var i = 0; i < books.Length; i++)
            {
                // A small round is repeated: the clock and one interrupt would be most of it.
                var repeats = Math.Max(1, 100_000 / sizes[i]);
                var one = new Samples();
                one.Time(() =>
                {
                    for (var n = 0; n < repeats; n++)
                    {
                        books[i].Clear(TieRule.TimePriority, space);
                    }
                });
                samples[i].Add(one.Median / repeats);
            }
        }
        var large = samples[Array.IndexOf(sizes, reference)];
        for (var i = 0; i < books.Length; i++)
        {
            Add(table, books[i], "TimePriority", $"growth: time to {Table.Count(reference)} bids",
                samples[i], samples[i].Over(large), "");
        }
    }

    private static void ManyMarkets(Settings settings, Table table)
    {
        var bids = settings.Smoke ? 1_000 : 100_000;
        var books = Enumerable.Range(0, 32).Select(n => Books.Wide(bids + n)).ToArray();
        // Again and again: two threads that wake at once may share a core for a tick of 4 ms.
        var turns = settings.Smoke ? 1 : 16;
        var cores = Environment.ProcessorCount;
        var spaces = Enumerable.Range(0, cores).Select(_ => new ClearingWorkspace()).ToArray();
        void Clear(int worker, int workers)
        {
            for (var turn = 0; turn < turns; turn++)
            {
                for (var i = worker; i < books.Length; i += workers)
                {
                    books[i].Clear(TieRule.TimePriority, spaces[worker]);
                }
            }
        }
        var (one, all) = (new Samples(), new Samples());
        Clear(0, 1);
        for (var run = 0; run < settings.Runs; run++)
        {
            one.Time(() => Clear(0, 1));
            all.Time(() => Parallel.For(0, cores, worker => Clear(worker, cores)));
        }
        void Row(string what, Samples samples, double ratio) => Add(
            table, books[0], "TimePriority", what, samples, ratio, "",
            clearings: turns * books.Length);
        Row($"32 markets, {turns} times, on one core", one, 1);
        Row($"the same on {cores} cores", all, all.Over(one));
    }

    private static long Winners(ClearingWorkspace space)
    {
        var winners = 0L;
        foreach (var granted in space.Granted) { winners += granted > 0 ? 1 : 0; }
        return winners;
    }

    private static void Add(
        Table table, Book book, string rule, string what, Samples samples, double ratio,
        string bytes, int clearings = 1) => table.Row(
            Table.Count(book.Fees.Length), book.Shape, rule, what, Table.Figure(samples.Median),
            Table.Figure(samples.Min), Table.Figure(samples.Max),
            Table.Figure(samples.Median * 1_000_000 / book.Fees.Length / clearings),
            Table.Times(ratio), bytes);
}
