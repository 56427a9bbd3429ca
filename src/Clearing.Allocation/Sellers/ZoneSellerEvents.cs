using System.Collections.Immutable;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Sellers;

/// <summary>A fact in the life of a seller in a zone.</summary>
public abstract record ZoneSellerEvent;

/// <summary>Facts were taken; each list is in the order of the decisions.</summary>
/// <param name="Reports">Reports that were taken.</param>
/// <param name="Refused">Reports whose revision was another's: their answer is kept.</param>
/// <param name="Returns">Returns that were taken.</param>
public sealed record FactsTaken(
    ImmutableArray<DayReport> Reports,
    ImmutableArray<DayReport> Refused,
    ImmutableArray<SalesReturn> Returns) : ZoneSellerEvent
{
    /// <summary>One fact.</summary>
    public static FactsTaken Of(FactEvent fact) => fact switch
    {
        ReportRecorded(var report) => new([report], [], []),
        RevisionRefused(var report) => new([], [report], []),
        ReturnRecorded(var given) => new([], [], [given]),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "An unknown fact."),
    };

    /// <summary>How many facts it holds.</summary>
    public int Count => Reports.Length + Refused.Length + Returns.Length;
}

/// <summary>The operator told the seller's plan and when its account was opened.</summary>
/// <param name="Profile">The profile.</param>
public sealed record ProfileSet(SellerProfile Profile) : ZoneSellerEvent;
