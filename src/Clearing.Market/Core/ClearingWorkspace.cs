namespace Clearing.Market;

/// <summary>
/// The buffers of clearings and the rows' results. Reuse one: after a clearing of the same size
/// the next one allocates nothing. Not for concurrent use; results stand until the next clearing.
/// </summary>
public sealed class ClearingWorkspace
{
    internal long[] GrantedRows = [];
    internal Reason[] ReasonRows = [];

    /// <summary>Rows of the last clearing.</summary>
    public int Rows { get; private set; }

    /// <summary>Cubic feet granted to each row of the last clearing; as long as its columns.</summary>
    public ReadOnlySpan<long> Granted => GrantedRows.AsSpan(0, Rows);

    /// <summary>
    /// Why each row of the last clearing got nothing; <see cref="Reason.None"/> for rows that got
    /// volume and for rows that were not open.
    /// </summary>
    public ReadOnlySpan<Reason> Reasons => ReasonRows.AsSpan(0, Rows);

    internal void Begin(int rows)
    {
        if (GrantedRows.Length < rows)
        {
            GrantedRows = new long[rows];
            ReasonRows = new Reason[rows];
        }
        Rows = rows;
    }
}
