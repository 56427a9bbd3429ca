namespace Clearing.Formats;

/// <summary>A row of a file of changes: an amendment or a cancellation of a seller's bid.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Market">The market.</param>
/// <param name="Id">The id of the amendment or cancellation, unique in the market.</param>
/// <param name="BidId">The bid to change.</param>
public sealed record SellerChange(long Line, string Market, string Id, string BidId)
{
    /// <summary>True for a cancellation, which names nothing else.</summary>
    public bool IsCancellation { get; init; }

    /// <summary>The new max fee in micros per cubic foot; null leaves it unchanged.</summary>
    public long? MaxFeeMicros { get; init; }

    /// <summary>The new max volume in cubic feet; null leaves it unchanged.</summary>
    public long? MaxVolume { get; init; }

    /// <summary>The new min volume in cubic feet; null leaves it unchanged.</summary>
    public long? MinVolume { get; init; }

    /// <summary>The new time in force; null leaves it unchanged.</summary>
    public string? TimeInForce { get; init; }
}
