using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;

namespace Clearing.Lab.Mechanisms;

/// <summary>A market of sealed bids, in one round or several.</summary>
/// <param name="name">Its name in results.</param>
/// <param name="rules">The rules of its rounds.</param>
/// <param name="credit">The credits.</param>
/// <param name="refundSafe">True if sellers bid only what the credit will pay back.</param>
/// <param name="entry">When sellers bid; all capacity is there in that round if it is one.</param>
public sealed class RoundsMechanism(
    string name, PlayRules rules, CreditTerms credit, bool refundSafe = false,
    Entry entry = Entry.AtArrival) : Mechanism(name)
{
    /// <inheritdoc />
    public override CreditTerms Credit => credit;

    /// <inheritdoc />
    public override FigureKind Figures => entry != Entry.AtArrival
        ? FigureKind.Fees
        : rules.Fee == FeeRule.PayAsBid ? FigureKind.FeesByRound : FigureKind.UniformFees;

    /// <inheritdoc />
    public override void Grant(MarketTable table)
    {
        table.Sheet.Fill(table.Draw, new BidWorth(credit.Rate, credit.Cap, refundSafe), entry);
        table.Play.Run(table.Sheet, Capacity(table), rules);
        table.HoldAwards();
    }

    private long[] Capacity(MarketTable table)
    {
        if (entry == Entry.AtArrival) { return table.EvenCapacity; }
        var capacity = new long[table.Draw.Model.Rounds];
        capacity[entry == Entry.InFirstRound ? 0 : ^1] = table.Draw.Model.Capacity;
        return capacity;
    }
}
