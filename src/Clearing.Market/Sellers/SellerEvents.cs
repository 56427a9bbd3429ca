using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Clearing.Market.Sellers;

/// <summary>
/// A fact in the life of one seller's account. Its stream, folded, is the account.
/// </summary>
public abstract record SellerEvent;

/// <summary>What an operator does to a seller's account.</summary>
public abstract record SellerAct : SellerEvent
{
    /// <summary>
    /// Who did it, when and why; null if a silo did, or in older journals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Act? Act { get; init; }
}

/// <summary>The seller has sent its first bid to a market.</summary>
public sealed record MarketJoined(string Market) : SellerEvent;

/// <summary>
/// A market told the seller of a clearing or its settlement; the postings it caused.
/// </summary>
public sealed record NoticeAccepted(Notice Notice, ImmutableArray<Posting> Postings) : SellerEvent;

/// <summary>Sales (or returns) were reported; the posting of the credit earned, if any.</summary>
public sealed record SalesReported(
    SalesReport Report, ImmutableArray<Posting> Postings) : SellerEvent
{
    /// <summary>True if it waits for an operator and earns nothing until then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Held { get; init; }
}

/// <summary>
/// An operator confirmed, held or disputed a report of sales; the posting of the credit that this
/// makes or takes back, if any.
/// </summary>
public sealed record SalesReviewed(
    SalesReview Review, ImmutableArray<Posting> Postings) : SellerAct;

/// <summary>
/// Days told what they sold with extra space; the postings of the credits or, after the settlement,
/// of the correction.
/// </summary>
public sealed record DaySalesAccepted(
    DaySales Sales, ImmutableArray<Posting> Postings) : SellerEvent;

/// <summary>Use of the allocation was reported.</summary>
public sealed record UseReported(UseReport Report) : SellerEvent;

/// <summary>A settled statement was corrected.</summary>
public sealed record Corrected(Correction Correction, Posting Posting) : SellerAct;

/// <summary>The operator set the seller's base allocation in one region and storage type.</summary>
public sealed record BaseAllocationSet(BaseAllocation Base) : SellerAct;

/// <summary>A report was refused for a cause that may pass, so its id is spent.</summary>
public sealed record ReportRefused(
    string Id, string Fingerprint, ReportStatus Status) : SellerEvent
{
    /// <summary>
    /// The region in which the id is spent; empty for all of them, null in older journals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }
}

/// <summary>The seller's zone billed use above the overage limit, or corrected a bill.</summary>
public sealed record OverageAccepted(
    OverageCharge Charge, ImmutableArray<Posting> Postings) : SellerEvent;

/// <summary>A seller's capacity by score, before any bid.</summary>
/// <param name="Region">The region.</param>
/// <param name="StorageType">The storage type.</param>
/// <param name="Volume">0 or more; <see cref="NoLimit"/> for a seller without limit.</param>
/// <param name="Period">
/// The period whose market it is the base of; null for the markets of all periods that have no
/// base of their own.
/// </param>
[GenerateSerializer, Alias("Clearing.BaseAllocation"), Immutable]
public sealed record BaseAllocation(
    string Region, string StorageType, CubicFeet Volume, string? Period = null)
{
    /// <summary><see cref="NoLimit"/> in cubic feet.</summary>
    public const long NoLimitVolume = 10_000_000_000_000;

    /// <summary>More than any zone has: the base of a seller without limit.</summary>
    public static CubicFeet NoLimit { get; } = new(NoLimitVolume);

    /// <summary>
    /// Whether a base, or an allocation with such a base, is that of a seller without limit.
    /// </summary>
    /// <param name="volume">The base or the allocation.</param>
    public static bool HasNoLimit(CubicFeet volume) => volume.Value >= NoLimitVolume;
}
