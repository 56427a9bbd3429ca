using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>The codecs, one for each kind of stream. The names never change.</summary>
public static class Codecs
{
    /// <summary>Events of <c>market/…</c> streams.</summary>
    public static EventCodec<MarketEvent> Market { get; } = new EventCodec<MarketEvent>(
        ("market_opened", typeof(MarketOpened)),
        ("bids_placed", typeof(BidsPlaced)),
        ("bid_refused", typeof(BidRefused)),
        ("seller_cap_set", typeof(SellerCapSet)),
        ("bid_amended", typeof(BidAmended)),
        ("bid_cancelled", typeof(BidCancelled)),
        ("volume_offered", typeof(VolumeOffered)),
        ("amendment_refused", typeof(AmendmentRefused)),
        ("cancellation_refused", typeof(CancellationRefused)),
        ("relinquishment_refused", typeof(RelinquishmentRefused)),
        ("rest_ended", typeof(RestEnded)),
        ("rest_end_refused", typeof(RestEndRefused)),
        ("capacity_changed", typeof(CapacityChanged)),
        ("round_scheduled", typeof(RoundScheduled)),
        ("round_rescheduled", typeof(RoundRescheduled)),
        ("round_unscheduled", typeof(RoundUnscheduled)),
        ("round_closed", typeof(RoundClosed)),
        ("round_cleared", typeof(RoundCleared)),
        ("notices_accepted", typeof(NoticesAccepted)),
        ("market_paused", typeof(MarketPaused)),
        ("market_resumed", typeof(MarketResumed)),
        ("market_settled", typeof(MarketSettled)),
        ("bids_inspected", typeof(BidsInspected)),
        ("volume_curtailed", typeof(VolumeCurtailed)),
        ("round_provisional", typeof(RoundProvisional)),
        ("round_voided", typeof(RoundVoided)),
        ("act_proposed", typeof(ActProposed)),
        ("act_approved", typeof(ActApproved)),
        ("act_withdrawn", typeof(ActWithdrawn)),
        ("market_alarmed", typeof(MarketAlarmed)))
        .Reading<BidsPlaced>(PlacedBidsText.Read)
        .Writing<BidsPlaced>(PlacedBidsWriter.Write)
        .Packing<BidsPlaced>(PackedBids.Write, PackedBids.Read)
        .Open(
            "capacity_changed", "round_scheduled", "market_paused", "market_resumed",
            "market_settled");

    /// <summary>Events of <c>seller/…</c> streams.</summary>
    public static EventCodec<SellerEvent> Seller { get; } = new EventCodec<SellerEvent>(
        ("market_joined", typeof(MarketJoined)),
        ("notice_accepted", typeof(NoticeAccepted)),
        ("sales_reported", typeof(SalesReported)),
        ("sales_reviewed", typeof(SalesReviewed)),
        ("day_sales_accepted", typeof(DaySalesAccepted)),
        ("use_reported", typeof(UseReported)),
        ("corrected", typeof(Corrected)),
        ("base_allocation_set", typeof(BaseAllocationSet)),
        ("report_refused", typeof(ReportRefused)),
        ("overage_accepted", typeof(OverageAccepted)))
        .Reading<MarketJoined>(MarketJoinedText.Read)
        .Writing<NoticeAccepted>(NoticeAcceptedWriter.Write);

    /// <summary>Events of <c>webhook/…</c> streams.</summary>
    public static EventCodec<WebhookEvent> Webhook { get; } = new(
        ("webhook_added", typeof(WebhookAdded)),
        ("webhook_moved", typeof(WebhookMoved)),
        ("webhook_removed", typeof(WebhookRemoved)),
        ("secret_rotated", typeof(SecretRotated)),
        ("deliveries_tried", typeof(DeliveriesTried)),
        ("webhook_switched_off", typeof(WebhookSwitchedOff)),
        ("webhook_switched_on", typeof(WebhookSwitchedOn)),
        ("redelivery_asked", typeof(RedeliveryAsked)));

    /// <summary>Events of <c>zone/…</c> streams.</summary>
    public static EventCodec<ZoneEvent> Zone { get; } = new(
        ("zone_configured", typeof(ZoneConfigured)),
        ("sellers_entered", typeof(SellersEntered)),
        ("bidders_entered", typeof(BiddersEntered)),
        ("planners_entered", typeof(PlannersEntered)),
        ("override_set", typeof(OverrideSet)),
        ("run_begun", typeof(RunBegun)),
        ("sellers_fixed", typeof(SellersFixed)),
        ("sellers_counted", typeof(SellersCounted)),
        ("step_taken", typeof(StepTaken)),
        ("run_confirmed", typeof(RunConfirmed)),
        ("run_announced", typeof(RunAnnounced)),
        ("capacity_offered", typeof(CapacityOffered)),
        ("run_scheduled", typeof(RunScheduled)),
        ("run_unscheduled", typeof(RunUnscheduled)),
        ("month_billed", typeof(MonthBilled)),
        ("forecasts_taken", typeof(ForecastsTaken)),
        ("bases_cut", typeof(BasesCut)),
        ("base_cut_announced", typeof(BaseCutAnnounced)),
        ("base_cut_begun", typeof(BaseCutBegun)));

    /// <summary>Events of <c>zone-seller/…</c> streams.</summary>
    public static EventCodec<ZoneSellerEvent> ZoneSeller { get; } = new(
        ("facts_taken", typeof(FactsTaken)),
        ("profile_set", typeof(ProfileSet)),
        ("run_taken", typeof(RunTaken)),
        ("run_planned", typeof(RunPlanned)),
        ("bases_announced", typeof(BasesAnnounced)),
        ("notice_taken", typeof(NoticeTaken)),
        ("lines_posted", typeof(LinesPosted)),
        ("sales_handed_over", typeof(SalesHandedOver)),
        ("overage_billed", typeof(OverageBilled)),
        ("overage_handed_over", typeof(OverageHandedOver)),
        ("capacity_noticed", typeof(CapacityNoticed)),
        ("base_cut_taken", typeof(BaseCutTaken)),
        ("event_proposed", typeof(EventProposed)),
        ("event_decided", typeof(EventDecided)));

    /// <summary>Events of the stream of erasures.</summary>
    public static EventCodec<ErasureEvent> Erasure { get; } = new EventCodec<ErasureEvent>(
        ("erasure_begun", typeof(ErasureBegun)),
        ("stream_rewritten", typeof(StreamRewritten)),
        ("seller_erased", typeof(SellerErased)))
        .Open("stream_rewritten", "seller_erased");

    /// <summary>Events of the record of acts on keys; anybody may read them.</summary>
    public static EventCodec<KeysActed> KeyActs { get; } =
        new EventCodec<KeysActed>(("keys_acted", typeof(KeysActed))).Open("keys_acted");

    /// <summary>Events of the record of denied calls; anybody may read them.</summary>
    public static EventCodec<CallsDenied> Denied { get; } =
        new EventCodec<CallsDenied>(("calls_denied", typeof(CallsDenied))).Open("calls_denied");

    /// <summary>Events of the directory's stream.</summary>
    public static EventCodec<MarketEntered> Directory { get; } = new(
        ("market_entered", typeof(MarketEntered)));
}
