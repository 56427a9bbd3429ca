using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly List<PublicFact> _facts = [];
    private readonly List<int> _alarms = [];

    /// <summary>The rounds in which a tiny late bid set the fee, in the order of clearing.</summary>
    public IReadOnlyList<int> Alarms => _alarms;

    /// <summary>How many public facts there are.</summary>
    public int FactCount => _facts.Count;

    /// <summary>A page of the market's public facts, by number. They reveal no bid.</summary>
    /// <param name="after">The last number already seen; 0 from the start.</param>
    /// <param name="most">The most facts to give; 1 or more.</param>
    public ImmutableArray<PublicFact> Facts(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return
        [
            .. _facts.Skip((int)Math.Min(after, _facts.Count)).Take(most).Select(
                fact => fact.Kind == PublicFactKind.RoundCleared
                    ? fact with { Cleared = Round(fact.Round) }
                    : fact),
        ];
    }

    private void Note(MarketEvent happened)
    {
        var number = _facts.Count + 1L;
        PublicFact? fact = happened switch
        {
            RoundClosed closed => new(
                number, PublicFactKind.RoundClosed, closed.Round, closed.At,
                BookHash: closed.Nonce is null ? null : closed.BookHash),
            RoundCleared cleared => new(
                number, PublicFactKind.RoundCleared, cleared.Terms.Round, cleared.At),
            RoundProvisional provisional => new(
                number, PublicFactKind.RoundProvisional, provisional.Outcome.Terms.Round,
                provisional.At, Contested: View(_provisional!, null, seller: null)),
            RoundVoided voided => new(
                number, PublicFactKind.RoundVoided, voided.Round, voided.At,
                Contested: View(_voided[^1].Contest, voided, seller: null)),
            MarketAlarmed alarmed => new(
                number, PublicFactKind.MarketAlarm, alarmed.Round, alarmed.At),
            MarketPaused paused => new(number, PublicFactKind.MarketPaused, 0, paused.At),
            MarketResumed resumed => new(number, PublicFactKind.MarketResumed, 0, resumed.At),
            MarketSettled settled => new(number, PublicFactKind.MarketSettled, 0, settled.At),
            _ => null,
        };
        if (fact is not null) { _facts.Add(fact); }
    }
}
