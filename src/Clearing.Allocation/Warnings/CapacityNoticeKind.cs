namespace Clearing.Allocation.Warnings;

/// <summary>Why a seller is told of its use, its limit or its planned events.</summary>
[GenerateSerializer, Alias("Clearing.CapacityNoticeKind")]
public enum CapacityNoticeKind
{
    /// <summary>The warning level changed, or a date moved by 3 days or more.</summary>
    Warning = 0,

    /// <summary>The 1st, 8th, 15th, … day in a row above the overage limit.</summary>
    Overage = 1,

    /// <summary>The seller's base is cut from a day on.</summary>
    BaseCut = 2,

    /// <summary>An operator confirmed, declined or withdrew a planned event of the seller.</summary>
    EventDecided = 3,
}
