using System.Numerics;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Simulation;

/// <summary>
/// Computes curtailments once more, award by award, and compares them with the market and with the
/// accounts of its sellers.
/// </summary>
internal sealed class CurtailmentChecker(ZoneTruth truth, Action<string> fail)
{
    private const int MicrosPerMinor = 10_000;

    private readonly List<Holding> _holdings = [];

    public void Check()
    {
        Bid[] bids = [.. truth.Market.OfType<BidsPlaced>().SelectMany(of => of.Bids)];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in truth.Market)
        {
            switch (happened)
            {
                case RoundCleared cleared: Grant(cleared, bids); break;
                case VolumeCurtailed curtailed:
                    if (!ids.Add(curtailed.Taken.Cut.Id))
                    {
                        fail($"{curtailed.Taken.Cut.Id} was curtailed twice");
                    }
                    Cut(curtailed.Taken);
                    break;
                case RestEnded ended: End(ended); break;
            }
        }
        foreach (var seller in MonthScene.Sellers) { CheckOwed(seller); }
    }

    private void Grant(RoundCleared cleared, Bid[] bids)
    {
        foreach (var held in _holdings)
        {
            held.Fee = Math.Min(held.Fee, cleared.RepricedTo?.Micros ?? long.MaxValue);
        }
        foreach (var (sequence, volume) in cleared.AwardSequences.Zip(cleared.AwardVolumes))
        {
            var bid = bids[sequence - 1];
            _holdings.Add(new(
                $"{bid.Id}@{cleared.Terms.Round}", bid.Seller, cleared.Terms.Round, sequence,
                bid.MaxFee.Micros)
            {
                Held = volume,
                Fee = cleared.RoundFee!.Value.Micros,
                Min = bid.MinVolume.Value,
            });
        }
    }

    // The latest round first; there the lowest max fee, then the highest sequence.
    private void Cut(SpaceTaken taken)
    {
        var left = taken.Cut.Volume.Value - taken.FromPool.Value;
        foreach (var held in _holdings.OrderByDescending(of => of.Round).ThenBy(of => of.MaxFee)
            .ThenByDescending(of => of.Sequence))
        {
            var cut = Math.Min(left, held.Held);
            var known = taken.Awards.FirstOrDefault(of => of.AwardId == held.Award);
            var compensation = Compensation(held.Fee, cut, taken.Cut.Day);
            if ((known?.Volume ?? 0) != cut || (known?.Compensation.Minor ?? 0) != compensation)
            {
                fail($"{taken.Cut.Id} cut {known} of {held.Award}, due are {cut} for {compensation}");
            }
            held.Held -= cut;
            held.Compensated += compensation;
            left -= cut;
        }
        if (left != 0) { fail($"{taken.Cut.Id} took {left} of nobody"); }
    }

    // What is below the min of its bid may be ended as a whole, without compensation.
    private void End(RestEnded ended)
    {
        var held = _holdings.Single(of => of.Award == ended.End.AwardId);
        if (held.Seller != ended.End.Seller || held.Held <= 0 || held.Held >= held.Min
            || ended.Taken.Awards is not [{ Compensation.Minor: var compensation } taken]
            || compensation != 0 || taken.Volume != held.Held)
        {
            fail($"{ended} ended more or less than the rest of {held.Award}, {held.Held}");
        }
        held.Held = 0;
    }

    private static Int128 Compensation(long fee, long cut, DateOnly day)
    {
        var first = day < MonthScene.First ? MonthScene.First : day;
        var lost = MonthScene.Last.DayNumber - first.DayNumber + 1;
        return (Int128)((BigInteger)fee * cut * lost / (30 * MicrosPerMinor));
    }

    // Nobody reports sales here: a seller owes its charges and overage, less its compensation.
    private void CheckOwed(string seller)
    {
        var own = _holdings.Where(of => of.Seller == seller).ToArray();
        var charge = own.Aggregate(
            (Int128)0, (sum, of) => sum + ((Int128)of.Fee * of.Held / MicrosPerMinor));
        var compensation = own.Aggregate((Int128)0, (sum, of) => sum + of.Compensated);
        var posted = truth.Balance(seller, LedgerAccount.CurtailmentCosts);
        if (posted != compensation)
        {
            fail($"{seller} is compensated with {posted}, due are {compensation}");
        }
        var owed = charge - compensation - truth.Balance(seller, LedgerAccount.OverageFees);
        var receivable = truth.Balance(seller, LedgerAccount.Receivable);
        if (receivable != owed) { fail($"{seller} owes {receivable}, due are {owed}"); }
    }

    private sealed class Holding(string award, string seller, int round, long sequence, long maxFee)
    {
        public string Award => award;

        public string Seller => seller;

        public int Round => round;

        public long Sequence => sequence;

        public long MaxFee => maxFee;

        public long Min { get; init; }

        public long Held { get; set; }

        public long Fee { get; set; }

        public Int128 Compensated { get; set; }
    }
}
