using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>
/// Bills the month once more, from the facts, the announced bases and what the market says of extra
/// space, and compares it with the accounts.
/// </summary>
internal sealed class OverageChecker(ZoneTruth truth, Action<string> fail)
{
    // 10.00 a cubic foot for the 30 days of the month, in minor units.
    private const int RateMinor = 1_000;
    private const int Days = 30;

    private readonly Bid[] _bids = [.. truth.Market.OfType<BidsPlaced>().SelectMany(of => of.Bids)];

    public void Check()
    {
        if (!truth.Zone.OfType<MonthBilled>().Any(of => of.Month >= MonthScene.First))
        {
            fail("The month was never billed.");
        }
        foreach (var seller in MonthScene.Sellers) { Check(seller); }
    }

    private void Check(string seller)
    {
        var charges = truth.AccountOf(seller).OfType<OverageAccepted>().Select(of => of.Charge).ToArray();
        for (var i = 0; i < charges.Length; i++)
        {
            if (charges[i].Number != i + 1) { fail($"{seller}'s charge {i + 1} is {charges[i]}"); }
        }
        var billed = truth.DaysOf(seller).OfType<OverageBilled>()
            .Select(of => of.Charge).Where(charge => charge.Amount != Money.Zero);
        if (!billed.SequenceEqual(charges)) { fail($"{seller}'s account took other bills than its zone made"); }
        var (fee, posted) = (FeeOf(seller), -truth.Balance(seller, LedgerAccount.OverageFees));
        if (posted != fee) { fail($"{seller} is billed {posted} for its use, the facts give {fee}"); }
    }

    private Int128 FeeOf(string seller)
    {
        if (seller == "individual" || BaseOf(seller) is not { } uncut) { return 0; }
        var cut = truth.DaysOf(seller).OfType<BaseCutTaken>().FirstOrDefault();
        var use = ZoneTruth.Effective(truth.FactsOf(seller).OfType<DayReport>());
        Int128 over = 0;
        for (var day = MonthScene.First; day <= MonthScene.Last; day = day.AddDays(1))
        {
            var used = use.GetValueOrDefault(day)?.Figures.UsedVolume ?? 0;
            var limit = cut is not null && cut.Step.From <= day ? cut.BaseVolume : uncut;
            over += Math.Max(0, used - limit - HeldOn(seller, day));
        }
        return RateMinor * over / Days;
    }

    private long? BaseOf(string seller)
    {
        var days = truth.DaysOf(seller);
        return days.OfType<BasesAnnounced>().FirstOrDefault() is { Run: var run }
            ? days.OfType<RunPlanned>().Single(of => of.Run == run).Bases[0].BaseVolume
            : null;
    }

    private long HeldOn(string seller, DateOnly day)
    {
        var held = 0L;
        foreach (var happened in truth.Market)
        {
            if (happened is RoundCleared { At: { } cleared } round && On(cleared) <= day)
            {
                held += round.AwardSequences.Zip(round.AwardVolumes)
                    .Where(of => _bids[of.First - 1].Seller == seller).Sum(of => of.Second);
            }
            var (at, space) = happened switch
            {
                VolumeCurtailed curtailed => (curtailed.At, curtailed.Taken),
                RestEnded ended => (ended.At, ended.Taken),
                _ => default,
            };
            if (at is { } on && space is { } taken && On(on) <= day && taken.Cut.Day <= day)
            {
                held -= taken.Awards.Where(of => of.Seller == seller).Sum(of => of.Volume);
            }
        }
        return held;
    }

    private static DateOnly On(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
