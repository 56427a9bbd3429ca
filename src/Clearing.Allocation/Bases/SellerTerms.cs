namespace Clearing.Allocation.Bases;

/// <summary>All that a seller's base of one period depends on, its zone's ration aside.</summary>
public sealed record SellerTerms
{
    /// <summary>The seller's id.</summary>
    public required string Seller { get; init; }

    /// <summary>When the account was opened; null for an old one.</summary>
    public DateOnly? AccountStarted { get; init; }

    /// <summary>The seller's plan.</summary>
    public Plan Plan { get; init; }

    /// <summary>The projected need of the period, in cubic feet.</summary>
    public long NeedVolume { get; init; }

    /// <summary>The score factor; 1_000_000 is neutral.</summary>
    public long ScoreFactorPpm { get; init; } = 1_000_000;

    /// <summary>The use of extra space; may be negative.</summary>
    public long UseVolume { get; init; }

    /// <summary>The base of the period before; null for none or no limit.</summary>
    public long? PreviousVolume { get; init; }

    /// <summary>The highest use in the window; reserved for a new seller.</summary>
    public long PeakUsedVolume { get; init; }

    /// <summary>The base that the operator set; null for none.</summary>
    public long? OverrideVolume { get; init; }
}
