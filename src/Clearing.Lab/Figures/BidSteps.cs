using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;

namespace Clearing.Lab.Figures;

/// <summary>The bids of one round as a curve, and where capacity cuts it.</summary>
/// <param name="Steps">By descending fee: dollars per cubic foot, and cubic feet.</param>
/// <param name="Available">The available volume.</param>
/// <param name="Fee">The round's fee; null if nothing was granted.</param>
public sealed record BidSteps(
    IReadOnlyList<(double Fee, long Volume)> Steps, long Available, double? Fee)
{
    /// <summary>The first market of a seed, in its first round.</summary>
    public static BidSteps FirstRound(MarketModel model, ulong seed)
    {
        var table = new MarketTable(model);
        table.Draw.Fill(seed, 0);
        table.Sheet.Fill(table.Draw, BidWorth.Truthful);
        table.Play.Run(table.Sheet, table.EvenCapacity, PlayRules.Product);
        var steps = Enumerable.Range(0, table.Sheet.RowsThrough(1))
            .Select(row => (Fee: table.Sheet.MaxFee[row] / 1e6, table.Sheet.Volume[row]))
            .OrderByDescending(step => step.Fee)
            .ToArray();
        var fee = table.Play.RoundFees[0];
        return new(steps, model.RoundCapacity, fee < 0 ? null : fee / 1e6);
    }
}
