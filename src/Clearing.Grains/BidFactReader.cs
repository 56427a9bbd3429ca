using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Reads a seller's facts in one market, some at a time.</summary>
/// <param name="market">The market.</param>
/// <param name="seen">The number of the last fact already seen.</param>
/// <param name="atOnce">The most facts of one read: fewer are the last ones.</param>
/// <param name="read">Reads the facts after a number.</param>
internal sealed class BidFactReader(
    string market, long seen, int atOnce, Func<long, Task<ImmutableArray<BidFact>>> read)
{
    private readonly Queue<BidFact> _facts = new();
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private bool _ended;

    /// <summary>The market.</summary>
    public string Market { get; } = market;

    /// <summary>
    /// The time of the next fact, or that of an earlier one if it is later; null at the end.
    /// </summary>
    /// <remarks>Facts without a time come first.</remarks>
    public DateTimeOffset? Time => _facts.TryPeek(out var next) ? Later(next) : null;

    /// <summary>Takes the next fact, and reads on if it was the last one here.</summary>
    public async Task<BidFact> Take()
    {
        var fact = _facts.Dequeue();
        _latest = Later(fact);
        seen = fact.Number;
        if (_facts.Count == 0) { await Fill(); }
        return fact;
    }

    /// <summary>Reads the next facts unless there are no more.</summary>
    public async Task Fill()
    {
        if (_ended) { return; }
        var facts = await read(seen);
        _ended = facts.Length < atOnce;
        foreach (var fact in facts) { _facts.Enqueue(fact); }
    }

    private DateTimeOffset Later(BidFact fact) => fact.At > _latest ? fact.At.Value : _latest;
}
