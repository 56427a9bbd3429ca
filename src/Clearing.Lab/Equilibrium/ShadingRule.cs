using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;

namespace Clearing.Lab.Equilibrium;

/// <summary>A mechanism in which sellers may shade their bids.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Credit">Its credits.</param>
/// <param name="Entry">When sellers bid; all capacity is there in that round if it is one.</param>
public sealed record ShadingRule(
    string Name, PlayRules Rules, CreditTerms Credit, Entry Entry = Entry.AtArrival)
{
    /// <summary>What a seller bids if it shades by some part.</summary>
    public BidWorth Worth(double shade) => new(Credit.Rate, Credit.Cap, Shade: shade);

    /// <summary>The capacity by round.</summary>
    public long[] Capacity(MarketTable table)
    {
        if (Entry == Entry.AtArrival) { return table.EvenCapacity; }
        var capacity = new long[table.Draw.Model.Rounds];
        capacity[Entry == Entry.InFirstRound ? 0 : ^1] = table.Draw.Model.Capacity;
        return capacity;
    }
}
