using System.Collections;

namespace Clearing.Market.Rounds;

/// <summary>The sellers that are still to be notified of clearings, by their numbers.</summary>
/// <remarks>
/// An announcement takes four bytes and one bit for each seller that is due. Each seller keeps its
/// earliest unaccepted announcement, so the next ones to send are found without a search.
/// </remarks>
internal sealed class Outbox
{
    private readonly List<(int[] Due, BitArray Told)> _announcements = [];
    private readonly SparseColumn<int> _earliest = new();
    private readonly SparseColumn<int> _placeOfSeller = new();
    private readonly List<int> _waiting = [];

    /// <summary>Notices that no seller has accepted yet.</summary>
    public int Count { get; private set; }

    /// <summary>Sellers with a notice that they have not accepted.</summary>
    public IReadOnlyList<int> Waiting => _waiting;

    /// <summary>Adds an announcement: the next number, from 1.</summary>
    /// <param name="due">The sellers' numbers, ascending, each once.</param>
    public void Add(int[] due)
    {
        _announcements.Add((due, new BitArray(due.Length)));
        Count += due.Length;
        foreach (var seller in due)
        {
            if (_earliest[seller] == 0) { Enter(seller, _announcements.Count); }
        }
    }

    /// <summary>
    /// The number of a seller's earliest unaccepted announcement; 0 if there is none.
    /// </summary>
    public int EarliestOf(int seller) => _earliest[seller];

    /// <summary>Notes that a seller accepted an announcement that was due to it.</summary>
    public void Tell(int announcement, int seller)
    {
        var (due, told) = _announcements[announcement - 1];
        var position = Array.BinarySearch(due, seller);
        if (position < 0 || told[position])
        {
            throw new InvalidOperationException("A notice is accepted once, by whom it is for.");
        }
        told[position] = true;
        Count--;
        if (_earliest[seller] == announcement) { Advance(seller, announcement); }
    }

    private void Advance(int seller, int announcement)
    {
        for (var next = announcement + 1; next <= _announcements.Count; next++)
        {
            var (due, told) = _announcements[next - 1];
            var position = Array.BinarySearch(due, seller);
            if (position >= 0 && !told[position])
            {
                _earliest[seller] = next;
                return;
            }
        }
        Leave(seller);
    }

    private void Enter(int seller, int announcement)
    {
        _earliest[seller] = announcement;
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
