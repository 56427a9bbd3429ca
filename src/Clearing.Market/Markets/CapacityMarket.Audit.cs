using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly AuditTrail _trail = new();

    /// <summary>A page of the market's audit trail, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The maximum number to return; 0 or more.</param>
    public ImmutableArray<AuditEntry> Audit(long after, int most) => _trail.Page(after, most);

    private void Record(MarketAct happened)
    {
        switch (happened)
        {
            case RoundRescheduled { Change: var change }: Add(change.By, change.At, change.Reason); break;
            case RoundUnscheduled { Change: var change }: Add(change.By, change.At, change.Reason); break;
            case BidsInspected { Inspection: var made } inspected:
                Add(made.By, inspected.At, made.Reason);
                break;
            case MarketOpened opened: Add(at: opened.At); break;
            case CapacityChanged changed: Add(at: changed.At); break;
            case RoundClosed closed: Add(at: closed.At); break;
            case RoundCleared cleared: Add(at: cleared.At); break;
            case RoundProvisional provisional: Add(at: provisional.At); break;
            case RoundVoided voided: Add(at: voided.At); break;
            case MarketSettled settled: Add(at: settled.At); break;
            case VolumeCurtailed curtailed: Add(at: curtailed.At); break;
            case MarketPaused paused: Add(reason: paused.Note); break;
            default: Add(); break;
        }

        void Add(string? by = null, DateTimeOffset? at = null, string? reason = null) =>
            _trail.Add(happened.Act, WhatOf(happened), (by, at, reason));
    }

    private static (ActKind Kind, string? Reference) WhatOf(MarketAct happened) => happened switch
    {
        MarketOpened => (ActKind.Opened, null),
        CapacityChanged changed => (ActKind.CapacityChanged, changed.Change.Id),
        RoundScheduled scheduled => (ActKind.RoundScheduled, Text(scheduled.Round.Terms.Round)),
        RoundRescheduled moved => (ActKind.RoundRescheduled, Text(moved.Round.Terms.Round)),
        RoundUnscheduled removed => (ActKind.RoundUnscheduled, Text(removed.Round)),
        RoundClosed closed => (ActKind.RoundClosed, Text(closed.Round)),
        RoundCleared cleared => (ActKind.RoundCleared, Text(cleared.Terms.Round)),
        RoundProvisional of => (ActKind.RoundProvisional, Text(of.Outcome.Terms.Round)),
        RoundVoided voided => (ActKind.RoundVoided, Text(voided.Round)),
        ActProposed proposed => (ActKind.Proposed, proposed.Id),
        ActApproved approved => (ActKind.Approved, approved.Id),
        ActWithdrawn withdrawn => (ActKind.Withdrawn, withdrawn.Id),
        VolumeCurtailed curtailed => (ActKind.Curtailed, curtailed.Taken.Cut.Id),
        MarketPaused => (ActKind.Paused, null),
        MarketResumed => (ActKind.Resumed, null),
        MarketSettled => (ActKind.Settled, null),
        BidsInspected inspected => (ActKind.Inspected, inspected.Inspection.Id),
        _ => throw new InvalidOperationException($"A {happened.GetType().Name} is no act."),
    };

    private static string Text(int round) => round.ToString(CultureInfo.InvariantCulture);
}
