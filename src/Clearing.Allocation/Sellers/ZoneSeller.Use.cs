using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    // This is by what was known up to the cut-off, when charges and credits are provisional. What
    // typed reports of sales earned is not known here, so their markets do not count.
    private UseOfExtra UseOfExtraAt(DateOnly cutOff, AllocationConfig rules)
    {
        Int128 held = 0, used = 0, offset = 0, charges = 0;
        foreach (var market in _markets.Values.Where(of => of.HasLines))
        {
            var sums = SumsOf(market, cutOff, rules);
            (held, used) = (held + sums.Held, used + sums.Used);
            if (!sums.HasExtra) { continue; }
            var charge = market.Extra.ChargeOn(cutOff);
            charges += charge;
            offset += Int128.Min(EarnedAt(market, cutOff), charge);
        }
        return UseOfExtra.Of(held, used, offset, charges, rules);
    }

    private (Int128 Held, Int128 Used, bool HasExtra) SumsOf(
        MarketLines market, DateOnly cutOff, AllocationConfig rules)
    {
        Int128 heldSum = 0, usedSum = 0;
        var hasExtra = false;
        for (var day = cutOff.AddDays(1 - rules.ScoreDays); day <= cutOff; day = day.AddDays(1))
        {
            if (!market.Period.Contains(day) || market.Extra.HeldOn(day) is not (> 0 and var held))
            {
                continue;
            }
            hasExtra = true;
            if (_facts.UseOn(day, rules.CarryUseDays) is { } use
                && BaseOn(market.Period, day) is { } limit)
            {
                heldSum += held;
                usedSum += use.ExtraUsedVolume(limit, held);
            }
        }
        return (heldSum, usedSum, hasExtra);
    }

    private static Int128 EarnedAt(MarketLines market, DateOnly cutOff) => CreditRule.Earned(
        new(market.Lines.Newest.TakeWhile(of => of.Line.Day <= cutOff)
            .Total(of => of.Line.IncrementalMinor)),
        market.Extra.Terms!).Minor;
}
