using System.Collections;
using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>A cleared round: the recorded facts and what follows from them.</summary>
internal sealed class ClearedRound
{
    private readonly BitArray _complete;

    public ClearedRound(RoundCleared facts, RoundClosed closed, RoundStart start, int bids)
    {
        Facts = facts;
        Closed = closed;
        Start = start;
        Bids = bids;
        Granted = facts.AwardVolumes.Sum();
        CurrentFee = facts.RoundFee?.Micros ?? 0;
        _complete = new BitArray(facts.AwardSequences.Length);
    }

    /// <summary>The recorded outcome.</summary>
    public RoundCleared Facts { get; }

    /// <summary>The recorded close of its book.</summary>
    public RoundClosed Closed { get; }

    /// <summary>What it depends on besides its book.</summary>
    public RoundStart Start { get; }

    /// <summary>Its curve, once it was asked for.</summary>
    public RoundCurve? Curve { get; set; }

    /// <summary>Its public curve, once it was asked for.</summary>
    public SealedCurve? Sealed { get; set; }

    /// <summary>What stands behind the losing part of that; null while it is withheld.</summary>
    public CurveMarks? Shown { get; set; }

    /// <summary>The tree over its book, once a proof was asked for.</summary>
    public BookTree? Tree { get; set; }

    /// <summary>Its number.</summary>
    public int Number => Facts.Terms.Round;

    /// <summary>Bids open at the clearing.</summary>
    public int Bids { get; }

    /// <summary>Cubic feet granted.</summary>
    public long Granted { get; }

    /// <summary>Bids that got volume.</summary>
    public int Winners => Facts.AwardSequences.Length;

    /// <summary>What its awards pay now, micros; later rounds lower it.</summary>
    public long CurrentFee { get; private set; }

    /// <summary>Numbers of the sellers that won, ascending, each once.</summary>
    public int[] WinningSellers { get; set; } = [];

    /// <summary>Earlier awards whose fee fell.</summary>
    public int Repriced { get; private set; }

    /// <summary>Indexes of the earlier rounds whose fee fell.</summary>
    public List<int> RepricedRounds { get; } = [];

    /// <summary>Seller's number and index of each release, packed and ascending.</summary>
    public long[] ReleaseKeys { get; private set; } = [];

    /// <summary>Keeps the releases by seller.</summary>
    /// <param name="sellers">The seller's number of each release.</param>
    public void KeepReleases(int[] sellers)
    {
        ReleaseKeys = [.. sellers.Select((seller, index) => (long)seller << 32 | (long)index)];
        Array.Sort(ReleaseKeys);
    }

    /// <summary>The releases of one seller, in their order.</summary>
    public ImmutableArray<Release> ReleasesOf(int seller)
    {
        if (ReleaseKeys.Length == 0) { return []; }
        var from = Array.BinarySearch(ReleaseKeys, (long)seller << 32);
        if (from < 0) { from = ~from; }
        var releases = ImmutableArray.CreateBuilder<Release>();
        for (var i = from; i < ReleaseKeys.Length && ReleaseKeys[i] >> 32 == seller; i++)
        {
            releases.Add(
                Facts.Releases[(int)(ReleaseKeys[i] & int.MaxValue)] with { Seller = null });
        }
        return releases.DrainToImmutable();
    }

    /// <summary>Lowers the fee of earlier rounds to this round's.</summary>
    public void Reprice(IReadOnlyList<ClearedRound> earlier)
    {
        if (Facts.RepricedTo is not { } fee) { return; }
        for (var index = 0; index < earlier.Count; index++)
        {
            var round = earlier[index];
            if (round.Winners == 0 || round.CurrentFee <= fee.Micros) { continue; }
            round.CurrentFee = fee.Micros;
            RepricedRounds.Add(index);
            Repriced += round.Winners;
        }
    }

    /// <summary>Notes that an award completed its bid.</summary>
    public void MarkComplete(int position) => _complete[position] = true;

    /// <summary>True if the award at a position completed its bid.</summary>
    public bool IsComplete(int position) => _complete[position];

    /// <summary>The position of a row's award; negative if it has none.</summary>
    public int PositionOf(int row) => Facts.AwardSequences.BinarySearch(row + 1L);

    /// <summary>Why a row that took part got nothing, or <see cref="Reason.None"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="feeMicros">Its max fee.</param>
    /// <param name="lot">The market's lot.</param>
    public Reason ReasonOf(int row, long feeMicros, CubicFeet lot)
    {
        if (PositionOf(row) >= 0) { return Reason.None; }
        if (feeMicros < Facts.Terms.Reserve.Micros) { return Reason.BelowReserve; }
        if (Facts.SellerCapped.BinarySearch(row + 1L) >= 0) { return Reason.SellerCap; }
        if (Facts.MinFillMissed.BinarySearch(row + 1L) >= 0) { return Reason.MinFill; }
        if (Facts.Available.Value < lot.Value) { return Reason.NoCapacity; }
        return feeMicros == Facts.LowestGranted?.Micros ? Reason.TieLost : Reason.Outbid;
    }
}
