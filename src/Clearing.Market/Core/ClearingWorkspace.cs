namespace Clearing.Market.Core;

/// <summary>
/// The buffers of clearings and the rows' results. Reuse one: after a clearing of the same size
/// and rules the next one allocates nothing.
/// </summary>
/// <remarks>Not for concurrent use. Results stand until the next clearing.</remarks>
public sealed class ClearingWorkspace
{
    internal long[] GrantedRows = [];
    internal Reason[] ReasonRows = [];
    internal int[] Listed = [];
    internal int[] SpareRows = [];
    internal int[] Level = [];
    internal long[] Keys = [];
    internal long[] Weights = [];
    internal long[] SpareKeys = [];
    internal long[] SpareWeights = [];
    internal long[] Cut = [];
    internal int[] Refused = [];
    internal short[] CoarseEnds = [];
    internal ushort[] ShareOfRows = [];
    internal int[] ShareTally = [];
    internal long[] ShareDemands = [];
    internal long[] ShareCounts = [];
    internal readonly DropBuffers Drops = new();
    internal ulong[] Tickets = [];
    internal UInt128[] WideRests = [];
    internal UInt128[] SortedRests = [];
    internal readonly ulong[] Buckets = new ulong[1 << MarginSelection.MaxBits];
    internal readonly int[] Counts = new int[1 << MarginSelection.MaxBits];

    /// <summary>From this many rows on the margin is first guessed from a sample.</summary>
    internal int SampleFrom { get; init; } = 8192;

    /// <summary>After this many turns below the margin the rest of the book is sorted.</summary>
    internal int DescentTurns { get; init; } = 12;

    /// <summary>Rows of the last clearing.</summary>
    public int Rows { get; private set; }

    /// <summary>Cubic feet granted to each row of the last clearing.</summary>
    public ReadOnlySpan<long> Granted => GrantedRows.AsSpan(0, Rows);

    /// <summary>
    /// Why each row of the last clearing got nothing; <see cref="Reason.None"/> for rows that got
    /// volume and for rows that were not open.
    /// </summary>
    public ReadOnlySpan<Reason> Reasons => ReasonRows.AsSpan(0, Rows);

    /// <summary>Makes room for a clearing of so many rows.</summary>
    internal void Begin(int rows)
    {
        Rows = rows;
        Fit(ref GrantedRows, rows);
        Fit(ref ReasonRows, rows);
        Fit(ref Listed, rows);
        Fit(ref SpareRows, rows);
        Fit(ref Level, rows);
        Fit(ref Keys, rows);
        Fit(ref Weights, rows);
        Fit(ref SpareKeys, rows);
        Fit(ref SpareWeights, rows);
    }

    /// <summary>A buffer of at least this size; its content is not kept and not cleared.</summary>
    internal static T[] Fit<T>(ref T[] buffer, int size)
    {
        if (buffer.Length < size) { buffer = GC.AllocateUninitializedArray<T>(size); }
        return buffer;
    }
}
