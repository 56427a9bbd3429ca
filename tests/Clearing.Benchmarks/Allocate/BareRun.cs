using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>
/// The computation of a run alone, from facts that lie in memory as a seller's grain keeps them: the
/// same as the statement computes from its table. Nothing travels and nothing is written.
/// </summary>
internal sealed class BareRun
{
    private static readonly AllocationConfig Rules = new();

    private readonly FactBook[] _books;

    /// <summary>Takes the facts of some sellers.</summary>
    public BareRun(int sellers)
    {
        _books = new FactBook[sellers];
        Parallel.For(0, sellers, seller =>
        {
            var book = new FactBook();
            foreach (var report in AllocationFacts.Of(seller)) { book.Apply(new ReportRecorded(report)); }
            _books[seller] = book;
        });
    }

    /// <summary>Takes every seller's snapshot, with its hash, on all cores, and computes the bases.</summary>
    /// <returns>The sums of the bases of the three periods.</returns>
    public long[] Run()
    {
        var snapshots = new RunSnapshot[_books.Length];
        Parallel.For(0, _books.Length, seller => snapshots[seller] = RunSnapshot.Of(
            AllocationFacts.Seller(seller), _books[seller].Days, UseOfExtra.None, profile: null,
            AllocationFacts.CutOff, Rules));
        var plans = ZoneRun.Of(snapshots, new RunTerms(
            AllocationFacts.Period, [AllocationFacts.CapacityOf(_books.Length)],
            new Dictionary<string, long?>(), new Dictionary<string, long>(), Rules));
        Unless(plans.All(plan => plan.Sellers.Length == _books.Length));
        return [.. plans.Select(plan => (long)plan.Bases.RegularVolume)];
    }
}
