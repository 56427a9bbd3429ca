using System.Collections;

namespace Clearing.Market.Rounds;

/// <summary>Which sellers are still to be told of which clearing, by numbers.</summary>
/// <remarks>
/// A telling keeps four bytes and a bit per seller that is due; each seller keeps its earliest
/// untold telling, so the next ones to tell are found without a search.
/// </remarks>
internal sealed class Outbox
{
    private readonly List<(int[] Due, BitArray Told)> _tellings = [];
    private readonly LateColumn<int> _earliest = new();
    private readonly LateColumn<int> _placeOfSeller = new();
    private readonly List<int> _waiting = [];

    /// <summary>Notices that no seller has accepted yet.</summary>
    public int Count { get; private set; }

    /// <summary>Sellers with something untold.</summary>
    public IReadOnlyList<int> Waiting => _waiting;

    /// <summary>Adds a telling: the next number, from 1.</summary>
    /// <param name="due">The sellers' numbers, ascending, each once.</param>
    public void Add(int[] due)
    {
        _tellings.Add((due, new BitArray(due.Length)));
        Count += due.Length;
        foreach (var seller in due)
        {
            if (_earliest[seller] == 0) { Enter(seller, _tellings.Count); }
        }
    }

    /// <summary>The number of a seller's earliest untold telling; 0 if there is none.</summary>
    public int EarliestOf(int seller) => _earliest[seller];

    /// <summary>Notes that a seller accepted a telling that was due to it.</summary>
    public void Tell(int telling, int seller)
    {
        var (due, told) = _tellings[telling - 1];
        var position = Array.BinarySearch(due, seller);
        if (position < 0 || told[position])
        {
            throw new InvalidOperationException("A notice is accepted once, by whom it is for.");
        }
        told[position] = true;
        Count--;
        if (_earliest[seller] == telling) { Advance(seller, telling); }
    }

    private void Advance(int seller, int telling)
    {
        for (var next = telling + 1; next <= _tellings.Count; next++)
        {
            var (due, told) = _tellings[next - 1];
            var position = Array.BinarySearch(due, seller);
            if (position >= 0 && !told[position])
            {
                _earliest[seller] = next;
                return;
            }
        }
        Leave(seller);
    }

    private void Enter(int seller, int telling)
    {
        _earliest[seller] = telling;
        _placeOfSeller[seller] = _waiting.Count;
        _waiting.Add(seller);
    }

    private void Leave(int seller)
    {
        var place = _placeOfSeller[seller];
        var last = _waiting[^1];
        _waiting[place] = last;
        _placeOfSeller[last] = place;
        _waiting.RemoveAt(_waiting.Count - 1);
        _earliest[seller] = 0;
    }
}
