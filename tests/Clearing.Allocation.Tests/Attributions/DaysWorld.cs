using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;
using Clearing.Allocation.Zones;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Attributions;

/// <summary>
/// One seller in a zone and its account, without grains: notices are accepted at once.
/// </summary>
internal sealed class DaysWorld
{
    internal const string Market = "east/standard/2026-11";
    internal static readonly DateOnly First = new(2026, 11, 1);
    internal static readonly ZoneTerms Terms =
        new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());

    private static readonly MoneyTerms Money = new("USD", 2, 150_000, 1_000_000, CreditSource.Days);

    private readonly List<DaySales> _told = [];
    private readonly ZoneWorld _zone = new();
    private readonly ZoneSeller _zoneSeller;
    private int _notices;
    private string? _award;

    internal DaysWorld(long? baseVolume)
    {
        _zoneSeller = _zone["shop"];
        if (baseVolume is { } volume) { Confirm(volume); }
    }

    internal SellerAccount Account { get; } = new("shop");

    internal List<Posting> Posted { get; } = [];

    internal Statement Statement => Account.Statement(Market)!;

    internal Posting LastPosting => Posted[^1];

    internal int Postings => Posted.Count;

    internal ImmutableArray<PostedLine> Lines =>
        _zoneSeller.Lines(Market, DateOnly.MinValue, 1_000).Lines;

    internal Int128 Incremental =>
        _zoneSeller.Lines(Market, DateOnly.MinValue, 1).IncrementalMinor;

    internal bool LedgerIsEven => Posted.TrueForAll(
        of => of.Lines.Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.Minor) == 0)
        && Account.Balance(Market, LedgerAccount.Receivable)
            == Statement.Net + Statement.Corrections;

    /// <summary>How many days an unknown use is carried by the zone's rules of now.</summary>
    internal int CarryUseDays { get; set; } = 7;

    /// <summary>While it is true, nothing is handed over to the account.</summary>
    internal bool IsAway { get; set; }

    internal ImmutableArray<DaySales> Untold => _zoneSeller.Untold(1_000);

    internal bool IsAllTold => _zoneSeller.IsAllTold;

    internal bool MayCorrect(DateOnly day) => _zoneSeller.MayCorrect(day, CarryUseDays);

    internal IEnumerable<DateOnly> LinesAfter(int day) =>
        _zoneSeller.Lines(Market, First.AddDays(day - 1), 1_000).Lines.Select(of => of.Line.Day);

    /// <summary>Hands over at most so much, and gives the events of noting it once more.</summary>
    internal ImmutableArray<ZoneSellerEvent> HandOver(int most)
    {
        var untold = _zoneSeller.Untold(most);
        _told.AddRange(untold);
        Hand(untold);
        foreach (var happened in _zoneSeller.Told(untold)) { _zoneSeller.Apply(happened); }
        return _zoneSeller.Told(untold);
    }

    internal void Report(string id, int day, long? used, long? sales, int revision = 0) =>
        Take(new ReportRecorded(new(
            id, First.AddDays(day - 1), revision,
            new() { UsedVolume = used, SalesMinor = sales })));

    internal void Take(FactEvent fact) => Do(fact is ReportRecorded(var report)
        ? _zoneSeller.Decide(report, FactWindow.Always, CarryUseDays).Events
        : _zoneSeller.Decide(((ReturnRecorded)fact).Return, FactWindow.Always, CarryUseDays).Events);

    internal void Grant(int day, long volume, long? lowersTo = null, long fee = 1_000_000)
    {
        _award = $"bid@{_notices + 1}";
        Tell(
            day, [new(_award, "bid", "shop", _notices + 1, new(volume), new(2_000_000), new(fee), false)],
            [], lowersTo: lowersTo is { } lower ? new Fee(lower) : null);
    }

    /// <summary>What a run for December takes: facts and notices up to 15 November.</summary>
    internal UseOfExtra UseInDecember()
    {
        _zone.Run("december", "2026-12", 1_000_000);
        return _zoneSeller.Draft("december")!.Run.Snapshot.Use;
    }

    internal long? UsedOn(int day) =>
        Enumerable.Range(0, 8).Select(back => First.AddDays(day - 1 - back))
            .Select(at => _zoneSeller.Days(at, at, 1)).Where(of => !of.IsEmpty)
            .Select(of => of[0].Figures.UsedVolume).FirstOrDefault(used => used is not null);

    internal void Release(int day, long volume) =>
        Tell(day, [], [new(_award!, new(volume))]);

    internal void Settle() => Tell(44, [], [], settled: true);

    /// <summary>Hands everything over once more, as after a crash.</summary>
    internal void TellAgain() => Hand(_told);

    private void Tell(
        int day, ImmutableArray<Award> awards, ImmutableArray<Release> releases,
        bool settled = false, Fee? lowersTo = null)
    {
        _notices++;
        var at = First.AddDays(day - 1);
        var notice = new Notice(
            Market, "shop", _notices, _notices, Money, awards, releases, lowersTo, settled,
            new DateTimeOffset(at, default, default));
        Do(_zoneSeller.Take(new(notice, at), 7));
        Do(Account.Accept(notice));
    }

    private void Do(ImmutableArray<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { _zoneSeller.Apply(happened); }
        if (!IsAway) { HandOver(1_000); }
    }

    private void Hand(IEnumerable<DaySales> sales)
    {
        foreach (var sold in sales) { Do(Account.Accept(sold)); }
    }

    private void Do(ImmutableArray<SellerEvent> events)
    {
        foreach (var happened in events)
        {
            Account.Apply(happened);
            Posted.AddRange(happened switch
            {
                NoticeAccepted accepted => accepted.Postings,
                DaySalesAccepted accepted => accepted.Postings,
                _ => [],
            });
        }
    }

    internal void Confirm(long volume)
    {
        foreach (var happened in _zoneSeller.SetProfile(new(new(2020, 1, 1), Plan.Professional)))
        {
            _zoneSeller.Apply(happened);
        }
        _zone.Do(_zone.Zone.Set(new("2026-11", "shop", volume, "as agreed"), new(2026, 10, 19)).Events);
        _zone.Run("run", capacities: [1_000_000]);
        _zone.Confirm("run");
    }
}
