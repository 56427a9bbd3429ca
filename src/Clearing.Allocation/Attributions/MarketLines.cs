using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Sellers;

namespace Clearing.Allocation.Attributions;

/// <summary>A seller's lines in one market, and which of them its account has taken.</summary>
/// <param name="market">The market's key.</param>
/// <param name="period">Its period.</param>
internal sealed class MarketLines(string market, Period period)
{
    private readonly Queue<DaySales> _untold = new();

    /// <summary>The market's key.</summary>
    internal string Market { get; } = market;

    /// <summary>The market's period.</summary>
    internal Period Period { get; } = period;

    /// <summary>The seller's extra space there.</summary>
    internal ExtraSpace Extra { get; private set; } = ExtraSpace.None;

    /// <summary>Whether its days have lines: its credits come from them.</summary>
    internal bool HasLines => HasLinesBy(Extra.Terms);

    /// <summary>The newest line of each day.</summary>
    internal LineBook Lines { get; } = new(period.FirstDay, period.LastDay);

    /// <summary>The number of the last hand-over to the account; 0 before the first.</summary>
    internal int LastHandOver { get; private set; }

    /// <summary>The hand-overs that the account has not taken yet, in order.</summary>
    internal IReadOnlyCollection<DaySales> Untold => _untold;

    /// <summary>Whether the days of a market with these terms have lines.</summary>
    internal static bool HasLinesBy(MoneyTerms? terms) => terms?.CreditsFrom == CreditSource.Days;

    internal void Apply(NoticeTaken taken) => Extra = Extra.With(taken.Told);

    internal void Apply(LinesPosted posted)
    {
        foreach (var line in posted.Lines) { Lines.Apply(line); }
        ImmutableArray<DaySale> moved =
        [
            .. posted.Lines.Where(of => of.DeltaMinor != 0)
                .Select(of => new DaySale(of.Line.Day, of.Number, new(of.DeltaMinor))),
        ];
        if (moved.IsEmpty) { return; }
        LastHandOver++;
        _untold.Enqueue(new DaySales(Market, LastHandOver, posted.Cause, moved));
    }

    internal void Apply(SalesHandedOver handed)
    {
        if (_untold.Count == 0 || handed.Number > LastHandOver)
        {
            throw new InvalidOperationException(
                $"Hand-over {handed.Number} of {Market} was not waiting.");
        }
        while (_untold.TryPeek(out var next) && next.Number <= handed.Number)
        {
            _untold.Dequeue();
        }
    }
}
