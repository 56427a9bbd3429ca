namespace Clearing.Simulation;

/// <summary>What was under way when a fault hit.</summary>
public enum Phase
{
    Idle,
    Open,
    Place,
    Amend,
    Cancel,
    Relinquish,
    Capacity,
    Schedule,
    Close,
    Clear,
    Approve,
    Pause,
    Settle,
    Tell,
    Told,
    Join,
    Report,
    Correct,
    Base,
    Query,
    Remind,
    Activate,
    Snapshot,

    /// <summary>Facts of days, and what follows from them.</summary>
    Facts,

    /// <summary>A zone computes the draft of a run.</summary>
    Run,

    /// <summary>A run is confirmed and its bases are announced.</summary>
    Announce,

    /// <summary>What a run leaves is offered to the market.</summary>
    Offer,

    /// <summary>Space is taken back.</summary>
    Curtail,

    /// <summary>Use above the limit is billed.</summary>
    Bill,
}

/// <summary>Gives the phase of a call and of an event.</summary>
internal static class Phases
{
    public static readonly int Count = Enum.GetValues<Phase>().Length;

    public static Phase OfCall(string method) => method[(method.LastIndexOf('.') + 1)..] switch
    {
        "Open" or "OpenMarket" or "Enter" => Phase.Open,
        "Place" or "PlaceMany" => Phase.Place,
        "Amend" => Phase.Amend,
        "Cancel" => Phase.Cancel,
        "Relinquish" or "EndRest" => Phase.Relinquish,
        "ChangeCapacity" or "OfferCapacity" => Phase.Capacity,
        "Schedule" => Phase.Schedule,
        "Close" => Phase.Close,
        "Clear" => Phase.Clear,
        "Propose" or "Approve" or "Withdraw" => Phase.Approve,
        "Pause" or "Resume" or "PauseMarket" or "ResumeMarket" => Phase.Pause,
        "Settle" or "SettleMarket" => Phase.Settle,
        "Accept" or "AcceptSales" => Phase.Tell,
        "ReportSales" or "ReportUse" => Phase.Report,
        "Correct" => Phase.Correct,
        "SetBase" or "TakeBase" => Phase.Base,
        "ProposeEvent" or "EnterEvent" or "DecideEvent" or "EnterPlanner" => Phase.Base,
        "ReceiveReminder" => Phase.Remind,
        "Report" or "Return" when method.Contains("ZoneSeller", StringComparison.Ordinal) =>
            Phase.Facts,
        "Begin" or "EnterRun" or "PlanRun" => Phase.Run,
        "Confirm" or "AnnounceRun" => Phase.Announce,
        "Curtail" or "CutBases" or "CutBase" or "BeginCut" => Phase.Curtail,
        "BillMonth" or "AcceptOverage" => Phase.Bill,
        _ => Phase.Query,
    };

    public static Phase OfEvent(string type) => type switch
    {
        "market_opened" or "market_entered" => Phase.Open,
        "bids_placed" or "bid_refused" or "seller_cap_set" => Phase.Place,
        "bid_amended" or "amendment_refused" => Phase.Amend,
        "bid_cancelled" or "cancellation_refused" => Phase.Cancel,
        "volume_offered" or "relinquishment_refused" or "rest_ended"
            or "rest_end_refused" => Phase.Relinquish,
        "capacity_changed" => Phase.Capacity,
        "volume_curtailed" or "bases_cut" or "base_cut_taken" or "base_cut_announced"
            or "base_cut_begun" => Phase.Curtail,
        "round_scheduled" or "round_rescheduled" or "round_unscheduled" => Phase.Schedule,
        "round_closed" => Phase.Close,
        "round_cleared" or "round_provisional" or "round_voided"
            or "market_alarmed" => Phase.Clear,
        "act_proposed" or "act_approved" or "act_withdrawn" => Phase.Approve,
        "market_paused" or "market_resumed" => Phase.Pause,
        "bids_inspected" => Phase.Query,
        "market_settled" => Phase.Settle,
        "notice_accepted" => Phase.Tell,
        "notices_accepted" => Phase.Told,
        "market_joined" => Phase.Join,
        "sales_reported" or "sales_reviewed" or "use_reported" or "report_refused" => Phase.Report,
        "corrected" => Phase.Correct,
        "base_allocation_set" => Phase.Base,
        "zone_configured" or "sellers_entered" or "override_set" or "forecasts_taken" or "run_scheduled"
            or "planners_entered" or "event_proposed" or "event_decided"
            or "run_unscheduled" or "profile_set" => Phase.Base,
        "bidders_entered" or "run_begun" or "sellers_fixed" or "sellers_counted" or "step_taken"
            or "run_taken" or "run_planned" => Phase.Run,
        "run_confirmed" or "run_announced" or "bases_announced" => Phase.Announce,
        "capacity_offered" => Phase.Offer,
        "month_billed" or "overage_billed" or "overage_accepted" or "overage_handed_over" =>
            Phase.Bill,
        "facts_taken" or "lines_posted" or "capacity_noticed" => Phase.Facts,
        "notice_taken" or "day_sales_accepted" => Phase.Tell,
        "sales_handed_over" => Phase.Told,
        "webhook_added" or "webhook_moved" or "webhook_removed" or "secret_rotated"
            or "deliveries_tried" or "webhook_switched_off" or "webhook_switched_on"
            or "redelivery_asked" => Phase.Told,
        _ => throw new ArgumentException($"Event type '{type}' belongs to no phase."),
    };
}
