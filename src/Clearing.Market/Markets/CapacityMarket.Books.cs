using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>
    /// The curve of a cleared round as the public may see it; null if that round was not cleared.
    /// </summary>
    /// <remarks>
    /// It names no bid and no seller. Before the settlement it is the sealed one, which follows
    /// from the recorded rounds alone and never changes.
    /// </remarks>
    /// <param name="round">The round's number.</param>
    public RoundCurve? Curve(int round) =>
        Stage == MarketStage.Settled ? AuditedCurve(round)
        : _awards.IndexOf(round) is >= 0 and var index
            ? new RoundCurve(round, 0, Exact: false, [], SealedCurve(index))
            : null;

    /// <summary>
    /// The exact curve of a cleared round; null if that round was not cleared.
    /// </summary>
    /// <remarks>For auditors until the market is settled.</remarks>
    /// <param name="round">The round's number.</param>
    public RoundCurve? AuditedCurve(int round)
    {
        var index = _awards.IndexOf(round);
        if (index < 0) { return null; }
        var cleared = _awards.Rounds[index];
        return cleared.Curve ??= BidCurve.Of(cleared, BookOf(index), _bids, Rules.Lot.Value);
    }

    /// <summary>A page of the closed book of a cleared round, by sequence number.</summary>
    /// <remarks>
    /// Bids that stand live on in later rounds: who may see this is not decided here.
    /// </remarks>
    /// <param name="round">The round's number; one that was not cleared has no page.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">The most bids to give.</param>
    public ImmutableArray<BookRow> Book(int round, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var index = _awards.IndexOf(round);
        return index < 0 ? [] : BookOf(index).Page(after, most);
    }

    /// <summary>What a cleared round was decided on; null if that round was not cleared.</summary>
    /// <param name="round">The round's number.</param>
    public RoundInputs? Inputs(int round)
    {
        var index = _awards.IndexOf(round);
        if (index < 0) { return null; }
        var (closed, start) = (_awards.Rounds[index].Closed, _awards.Rounds[index].Start);
        return new RoundInputs(
            Rules, closed.ThroughSequence, new CubicFeet(start.Pool), new CubicFeet(start.Offered),
            start.Offers.Count, AuditedRound(round)!, _awards.Rounds[index].Facts.Edition,
            closed.Nonce?.ToHex());
    }

    /// <summary>
    /// A proof for a seller that its bids were in the closed book of a cleared round.
    /// </summary>
    /// <param name="seller">The seller; the proof contains only its own rows.</param>
    /// <param name="round">The round's number.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">The most rows to give.</param>
    /// <returns>Null if the round was not cleared, or its hashes are of version 1.</returns>
    public BidProof? Proof(string seller, int round, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var index = _awards.IndexOf(round);
        if (index < 0 || _awards.Rounds[index].Closed is not { Nonce: { } nonce } closed)
        {
            return null;
        }
        var keys = new RoundKeys(nonce, Key, round);
        var book = BookOf(index);
        var tree = _awards.Rounds[index].Tree ??= new BookTree(
            book, keys.Salts, closed.ErasedLeaves);
        var number = _bids.Sellers.Find(seller);
        var rows = number < 0
            ? []
            : _bids.RowsOf(number).Where(row => row < book.Rows && book.Holds(row));
        return new BidProof(
            Key, round, closed.BookHash, Convert.ToHexStringLower(keys.Blind), tree.Count,
            closed.Root!,
            [.. rows.Reverse().SkipWhile(row => row < after).Take(most)
                .Select(row => Proven(book, tree, row))]);
    }

    private static ProvenRow Proven(ClosedBook book, BookTree tree, int row)
    {
        var (place, salt, path) = tree.Prove(row);
        return new ProvenRow(
            place, book.RowOf(row) with { SellerRoom = null }, Convert.ToHexStringLower(salt),
            [.. path.Select(Convert.ToHexStringLower)]);
    }

    /// <summary>A page of what was on offer when a cleared round's book was closed.</summary>
    /// <param name="round">The round's number; one that was not cleared has no page.</param>
    /// <param name="skip">Offers to pass over; 0 or more.</param>
    /// <param name="most">The most offers to give; 0 or more.</param>
    public ImmutableArray<Offer> Offers(int round, int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var index = _awards.IndexOf(round);
        if (index < 0) { return []; }
        var mark = _awards.Rounds[index].Start.Offers;
        return
        [
            .. _awards.Offers.At(mark, Math.Min(skip, mark.Count)).Take(most)
                .Select(offer => new Offer(
                    _awards.IdOf(offer.Place), new CubicFeet(offer.Volume),
                    _bids.SellerOf(_awards.RowOf(offer.Place)))),
        ];
    }

    private ClosedBook BookOf(int index) => new(_bids, _awards.Rounds, index);

    private const int MaxCompared = 64;

    // In order: each is compared with every one of the 64 rounds before it whose losing part is shown.
    private SealedCurve SealedCurve(int index)
    {
        var rounds = _awards.Rounds;
        for (var i = 0; i <= index; i++)
        {
            if (rounds[i].Sealed is not null) { continue; }
            (rounds[i].Sealed, rounds[i].Shown) = CurveSeal.Of(
                new SealedBook(_bids, rounds, i),
                rounds.Take(i).TakeLast(MaxCompared).Select(round => round.Shown).OfType<CurveMarks>(),
                Rules);
            if (i >= MaxCompared) { rounds[i - MaxCompared].Shown = null; }
        }
        return rounds[index].Sealed!;
    }
}
