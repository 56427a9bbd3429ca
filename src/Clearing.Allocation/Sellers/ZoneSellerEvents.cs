using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Sellers;

/// <summary>A fact in the life of a seller in a zone.</summary>
public abstract record ZoneSellerEvent;

/// <summary>Facts were taken; each list is in the order of the decisions.</summary>
/// <param name="Reports">Reports that were taken.</param>
/// <param name="Refused">Reports whose revision another one had: their answer is permanent.</param>
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

/// <summary>
/// The operator set the seller's plan and the day on which its account was opened.
/// </summary>
/// <param name="Profile">The profile.</param>
public sealed record ProfileSet(SellerProfile Profile) : ZoneSellerEvent;

/// <summary>A run took its snapshot of the seller; later facts belong to later runs.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">The run's number in the zone.</param>
/// <param name="Period">The period that the run allocates.</param>
/// <param name="Snapshot">What it took.</param>
public sealed record RunTaken(
    string Run, int Number, Period Period, RunSnapshot Snapshot) : ZoneSellerEvent
{
    /// <summary>The run's rules for the days of its periods; null in a journal that is older.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PeriodRules? Rules { get; init; }
}

/// <summary>The seller has computed its bases of a draft.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Projection">What the seller is expected to sell.</param>
/// <param name="Bases">The base of the run's period and the estimates of the next two.</param>
public sealed record RunPlanned(
    string Run, Projection Projection, ImmutableArray<PlannedBase> Bases) : ZoneSellerEvent;

/// <summary>The bases of a run were announced to the seller.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="On">The day, in the zone's time zone.</param>
public sealed record BasesAnnounced(string Run, DateOnly On) : ZoneSellerEvent;

/// <summary>A market told the seller's zone what it told the seller.</summary>
/// <param name="Told">What it told, and on which day.</param>
public sealed record NoticeTaken(ToldNotice Told) : ZoneSellerEvent;

/// <summary>Lines of one market were computed anew.</summary>
/// <param name="Market">The market's key.</param>
/// <param name="Cause">
/// The id of the fact; <c>notice/&lt;number&gt;</c> or <c>allocation/&lt;run&gt;</c> of what no fact caused.
/// </param>
/// <param name="Lines">The lines that differ from those before, by day.</param>
public sealed record LinesPosted(
    string Market, string Cause, ImmutableArray<PostedLine> Lines) : ZoneSellerEvent;

/// <summary>A month's use above the limit was billed, or the bill corrected.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Charge">
/// What the seller's account is to take. A bill of 0 is only recorded: its number is 0.
/// </param>
/// <param name="RateMicros">The rate that holds for all corrections of the month.</param>
/// <param name="GraceDays">The free days that hold for them.</param>
public sealed record OverageBilled(
    DateOnly Month, OverageCharge Charge, long RateMicros, int GraceDays) : ZoneSellerEvent
{
    /// <summary>
    /// The plan that holds for them; null in a journal that is older, which has only bills of
    /// sellers on the professional plan.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Plan? Plan { get; init; }
}

/// <summary>The seller's account has taken a charge.</summary>
/// <param name="Market">The market's key.</param>
/// <param name="Number">The charge's number.</param>
public sealed record OverageHandedOver(string Market, int Number) : ZoneSellerEvent;

/// <summary>The seller is told of its use and its limit.</summary>
/// <param name="Notices">What it is told, numbered on from those before.</param>
public sealed record CapacityNoticed(ImmutableArray<CapacityNotice> Notices) : ZoneSellerEvent;

/// <summary>The seller's account has taken what days sold.</summary>
/// <param name="Market">The market's key.</param>
/// <param name="Number">The last hand-over that it has taken.</param>
public sealed record SalesHandedOver(string Market, int Number) : ZoneSellerEvent;

/// <summary>The seller's base of a period is cut from a day on.</summary>
/// <param name="Step">What the zone told.</param>
/// <param name="BeforeVolume">The base that is cut.</param>
/// <param name="BaseVolume">The base from that day on.</param>
public sealed record BaseCutTaken(
    BaseCutStep Step, long BeforeVolume, long BaseVolume) : ZoneSellerEvent;

/// <summary>A deal or a launch was proposed.</summary>
/// <param name="Plan">What is planned.</param>
/// <param name="On">The day, in the zone's time zone.</param>
public sealed record EventProposed(EventPlan Plan, DateOnly On) : ZoneSellerEvent;

/// <summary>An operator confirmed, declined or withdrew a planned event.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="On">The day, in the zone's time zone.</param>
public sealed record EventDecided(EventDecision Decision, DateOnly On) : ZoneSellerEvent
{
    /// <summary>Who decided it and when; null if nobody is on record.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Act? Act { get; init; }
}
