using Clearing.Allocation.Attributions;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// Recomputes a seller's lines and debts from facts, rounds and the base alone, and compares them
/// with what its grains wrote.
/// </summary>
internal sealed class DaysChecker(ZoneTruth truth, string seller, Action<string> fail)
{
    private const int CarryDays = 7;
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateOnly Last = new(2026, 10, 31);

    private readonly List<ZoneSellerEvent> _days = truth.DaysOf(seller);
    private readonly List<SellerEvent> _account = truth.AccountOf(seller);
    private readonly RoundCleared[] _rounds = [.. truth.Market.OfType<RoundCleared>()];

    public void Check()
    {
        var lines = _days.OfType<LinesPosted>().SelectMany(posted => posted.Lines)
            .GroupBy(of => of.Line.Day).ToDictionary(of => of.Key, of => of.ToArray());
        foreach (var (day, posted) in lines) { CheckNumbers(day, posted); }
        Int128 sold = 0;
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var naive = Line(day);
            sold += naive.IncrementalMinor;
            var newest = lines.GetValueOrDefault(day)?[^1].Line;
            if (newest is null && (naive.Reason == LineReason.NoSales || !_days.OfType<NoticeTaken>().Any()))
            {
                continue;
            }
            if (newest != naive) { fail($"{seller}'s line is {newest}, the facts give {naive}"); }
        }
        CheckHandOvers();
        CheckOwed(sold);
    }

    private void CheckNumbers(DateOnly day, PostedLine[] posted)
    {
        Int128 before = 0;
        for (var i = 0; i < posted.Length; i++)
        {
            var line = posted[i];
            if (line.Number != i + 1 || line.DeltaMinor != line.Line.IncrementalMinor - before)
            {
                fail($"{seller}'s line {i + 1} of {day} is {line} after {before}");
            }
            before = line.Line.IncrementalMinor;
        }
    }

    // Every changed result reached the account once, in order, and with its cause.
    private void CheckHandOvers()
    {
        var due = _days.OfType<LinesPosted>()
            .Select(posted => (posted.Cause, Lines: posted.Lines.Where(of => of.DeltaMinor != 0)
                .Select(of => new DaySale(of.Line.Day, of.Number, new(of.DeltaMinor))).ToArray()))
            .Where(of => of.Lines.Length > 0).ToArray();
        var taken = _account.OfType<DaySalesAccepted>().Select(of => of.Sales).ToArray();
        if (taken.Length != due.Length)
        {
            fail($"{seller}'s account took {taken.Length} of {due.Length} hand-overs");
        }
        foreach (var (at, (got, (cause, lines))) in taken.Zip(due).Index())
        {
            if (got.Number != at + 1 || got.Cause != cause || !got.Lines.SequenceEqual(lines))
            {
                fail($"{seller}'s account took {got} instead of {cause}");
            }
        }
        var twice = Postings().Where(of => of.Cause == Cause.Correction).GroupBy(of => of.Reference)
            .FirstOrDefault(of => of.Count() > 1);
        if (twice is not null) { fail($"{seller} has two corrections of {twice.Key}"); }
    }

    // Settlement and corrections together equal a settlement with all facts (I15).
    private void CheckOwed(Int128 sold)
    {
        Int128 charge = 0;
        foreach (var round in _rounds)
        {
            foreach (var (award, volume) in AwardsIn(round))
            {
                var released = _rounds.SelectMany(of => of.Releases)
                    .Where(of => of.Seller == seller && of.AwardId == award).Sum(of => of.Volume.Value);
                var fee = _rounds.Where(of => of.Terms.Round > round.Terms.Round)
                    .Select(of => of.RepricedTo?.Micros ?? long.MaxValue)
                    .Append(round.RoundFee!.Value.Micros).Min();
                charge += (Int128)fee * (volume - released) / 10_000;
            }
        }
        var earned = Int128.Max(0, sold) * 15 / 100;
        var owed = charge - Int128.Min(earned, charge);
        var receivable = Balance(LedgerAccount.Receivable);
        if (receivable != owed) { fail($"{seller} owes {receivable}, the facts give {owed}"); }
        if (Balance(LedgerAccount.CreditsHeld) != 0) { fail($"{seller} holds credits after settlement"); }
    }

    private AttributionLine Line(DateOnly day)
    {
        var (sales, returned) = (Effective(day)?.Figures.SalesMinor, ReturnedOn(day));
        var net = (sales ?? 0) - (returned ?? 0);
        var (used, carried) = Used(day);
        long? limit = _days.OfType<BasesAnnounced>().Any() ? DaysScene.Base : null;
        var held = HeldOn(day);
        var reason =
            sales is null && returned is null ? LineReason.NoSales
            : limit is null ? LineReason.NoLimit
            : held == 0 ? LineReason.NoExtra
            : used is null ? LineReason.UseUnknown
            : used == 0 ? LineReason.NoUse
            : used <= limit ? LineReason.WithinBase
            : carried ? LineReason.Estimated
            : LineReason.Counted;
        var counts = reason is LineReason.Estimated or LineReason.Counted;
        var extra = counts ? Math.Min(used!.Value - limit!.Value, held) : 0;
        return new(day, reason, used, limit, held, extra, net, counts ? net * extra / used!.Value : 0);
    }

    private DayReport? Effective(DateOnly day) => Reports().Where(of => of.Day == day)
        .MaxBy(of => of.Revision);

    private Int128? ReturnedOn(DateOnly day)
    {
        var given = truth.FactsOf(seller).OfType<SalesReturn>().Where(of => of.SoldOn == day)
            .DistinctBy(of => of.Id).ToArray();
        return given.Length == 0
            ? null
            : given.Aggregate((Int128)0, (sum, of) => sum + of.ReturnedMinor);
    }

    private (long? Used, bool Carried) Used(DateOnly day)
    {
        for (var back = 0; back <= CarryDays; back++)
        {
            if (Effective(day.AddDays(-back))?.Figures.UsedVolume is { } used) { return (used, back > 0); }
        }
        return (null, false);
    }

    private long HeldOn(DateOnly day)
    {
        var until = _rounds.Where(round => DateOnly.FromDateTime(round.At!.Value.UtcDateTime) <= day).ToArray();
        return until.SelectMany(AwardsIn).Sum(of => of.Volume)
            - until.SelectMany(of => of.Releases).Where(of => of.Seller == seller)
                .Sum(of => of.Volume.Value);
    }

    // Bids keep the sequence numbers of their places, because nobody amends here.
    private IEnumerable<(string Award, long Volume)> AwardsIn(RoundCleared round)
    {
        Bid[] bids = [.. truth.Market.OfType<BidsPlaced>().SelectMany(of => of.Bids)];
        return round.AwardSequences.Zip(round.AwardVolumes)
            .Where(of => bids[of.First - 1].Seller == seller)
            .Select(of => ($"{bids[of.First - 1].Id}@{round.Terms.Round}", of.Second));
    }

    private IEnumerable<DayReport> Reports() => truth.FactsOf(seller).OfType<DayReport>();

    private IEnumerable<Posting> Postings() => _account.SelectMany(happened =>
        Grains.LedgerPages.PostingsOf(happened));

    private Int128 Balance(LedgerAccount account) => Postings().SelectMany(of => of.Lines)
        .Where(of => of.Account == account)
        .Aggregate((Int128)0, (sum, of) => sum + of.Amount.Minor);
}
