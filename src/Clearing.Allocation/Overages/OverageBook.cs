using Clearing.Allocation.Bases;
using Clearing.Allocation.Sellers;

namespace Clearing.Allocation.Overages;

/// <summary>A seller's bills in one zone, and which of them its account has taken.</summary>
internal sealed class OverageBook
{
    private readonly Dictionary<DateOnly, MonthBill> _bills = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Queue<OverageCharge> _untold = new();

    /// <summary>The charges that the account has not taken yet, in order.</summary>
    internal IReadOnlyCollection<OverageCharge> Untold => _untold;

    /// <summary>What was billed of a month; null if no bill was made.</summary>
    internal MonthBill? Find(DateOnly month) => _bills.GetValueOrDefault(month);

    /// <summary>The number of a market's next charge.</summary>
    internal int NextNumber(string market) => _numbers.GetValueOrDefault(market) + 1;

    // In a journal that is older only a bill with a fee was recorded, and so no individual plan's.
    internal void Apply(OverageBilled billed)
    {
        var charge = billed.Charge;
        _bills[billed.Month] = new(
            (Find(billed.Month)?.BilledMinor ?? 0) + charge.Amount.Minor, billed.RateMicros,
            billed.GraceDays)
        {
            Plan = billed.Plan ?? Find(billed.Month)?.Plan ?? Plan.Professional,
        };
        if (charge.Amount == Money.Zero) { return; }
        _numbers[charge.Market] = charge.Number;
        _untold.Enqueue(charge);
    }

    internal void Apply(OverageHandedOver handed)
    {
        if (!_untold.TryDequeue(out var next)
            || (next.Market, next.Number) != (handed.Market, handed.Number))
        {
            throw new InvalidOperationException(
                $"Charge {handed.Number} of {handed.Market} was not waiting.");
        }
    }
}
