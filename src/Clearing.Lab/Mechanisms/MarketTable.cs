using System.Runtime.InteropServices;
using Clearing.Lab.Markets;
using Clearing.Lab.Models;

namespace Clearing.Lab.Mechanisms;

/// <summary>One market on the table of one thread: its draw, its bids and who holds what.</summary>
/// <param name="model">The model.</param>
public sealed class MarketTable(MarketModel model)
{
    private readonly List<Holding> _holdings = [];

    /// <summary>The market's sellers.</summary>
    public MarketDraw Draw { get; } = new(model);

    /// <summary>Their bids.</summary>
    public BidSheet Sheet { get; } = new();

    /// <summary>The rounds.</summary>
    public MarketPlay Play { get; } = new();

    /// <summary>Capacity by round, an equal part in each.</summary>
    public long[] EvenCapacity { get; } =
        [.. Enumerable.Repeat(model.RoundCapacity, model.Rounds)];

    /// <summary>Who holds what under the mechanism played last.</summary>
    public ReadOnlySpan<Holding> Holdings => CollectionsMarshal.AsSpan(_holdings);

    /// <summary>Empties the holdings.</summary>
    public void Clear() => _holdings.Clear();

    /// <summary>Adds volume that a seller holds.</summary>
    public void Hold(Holding holding) => _holdings.Add(holding);

    /// <summary>Copies the awards of the play.</summary>
    public void HoldAwards()
    {
        _holdings.Clear();
        foreach (ref readonly var award in Play.Awards)
        {
            _holdings.Add(new(
                Sheet.Block[award.Row], award.Round, award.Liable, award.FinalFee / 1e6));
        }
    }
}
