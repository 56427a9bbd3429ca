using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market;
using static Clearing.Grains.Events.EventJson;

namespace Clearing.Grains.Events;

/// <summary>The codecs, one for each kind of stream. The names never change.</summary>
public static class Codecs
{
    /// <summary>Events of <c>market/…</c> streams.</summary>
    public static EventCodec<MarketEvent> Market { get; } = new EventCodec<MarketEvent>(
        ("market_opened", Default.MarketOpened),
        ("bids_placed", Default.BidsPlaced),
        ("bid_refused", Default.BidRefused),
        ("seller_cap_set", Default.SellerCapSet),
        ("bid_amended", Default.BidAmended),
        ("bid_cancelled", Default.BidCancelled),
        ("volume_offered", Default.VolumeOffered),
        ("amendment_refused", Default.AmendmentRefused),
        ("cancellation_refused", Default.CancellationRefused),
        ("relinquishment_refused", Default.RelinquishmentRefused),
        ("rest_ended", Default.RestEnded),
        ("capacity_changed", Default.CapacityChanged),
        ("round_scheduled", Default.RoundScheduled),
        ("round_rescheduled", Default.RoundRescheduled),
        ("round_unscheduled", Default.RoundUnscheduled),
        ("round_closed", Default.RoundClosed),
        ("round_cleared", Default.RoundCleared),
        ("notices_accepted", Default.NoticesAccepted),
        ("market_paused", Default.MarketPaused),
        ("market_resumed", Default.MarketResumed),
        ("market_settled", Default.MarketSettled),
        ("bids_inspected", Default.BidsInspected),
        ("volume_curtailed", Default.VolumeCurtailed),
        ("round_provisional", Default.RoundProvisional),
        ("round_voided", Default.RoundVoided),
        ("act_proposed", Default.ActProposed),
        ("act_approved", Default.ActApproved),
        ("act_withdrawn", Default.ActWithdrawn),
        ("market_alarmed", Default.MarketAlarmed))
        .Reading<BidsPlaced>(PlacedBidsText.Read)
        .Writing<BidsPlaced>(PlacedBidsWriter.Write)
        .Packing<BidsPlaced>(PackedBids.Write, PackedBids.Read)
        .Open(
            "capacity_changed", "round_scheduled", "market_paused", "market_resumed",
            "market_settled");

    /// <summary>Events of <c>seller/…</c> streams.</summary>
    public static EventCodec<SellerEvent> Seller { get; } = new EventCodec<SellerEvent>(
        ("market_joined", Default.MarketJoined),
        ("notice_accepted", Default.NoticeAccepted),
        ("sales_reported", Default.SalesReported),
        ("sales_reviewed", Default.SalesReviewed),
        ("day_sales_accepted", Default.DaySalesAccepted),
        ("use_reported", Default.UseReported),
        ("corrected", Default.Corrected),
        ("base_allocation_set", Default.BaseAllocationSet),
        ("report_refused", Default.ReportRefused),
        ("overage_accepted", Default.OverageAccepted))
        .Reading<MarketJoined>(MarketJoinedText.Read)
        .Writing<NoticeAccepted>(NoticeAcceptedWriter.Write);

    /// <summary>Events of <c>webhook/…</c> streams.</summary>
    public static EventCodec<WebhookEvent> Webhook { get; } = new(
        ("webhook_added", Default.WebhookAdded),
        ("webhook_moved", Default.WebhookMoved),
        ("webhook_removed", Default.WebhookRemoved),
        ("secret_rotated", Default.SecretRotated),
        ("deliveries_tried", Default.DeliveriesTried),
        ("webhook_switched_off", Default.WebhookSwitchedOff),
        ("webhook_switched_on", Default.WebhookSwitchedOn),
        ("redelivery_asked", Default.RedeliveryAsked));

    /// <summary>Events of <c>zone/…</c> streams.</summary>
    public static EventCodec<ZoneEvent> Zone { get; } = new(
        ("zone_configured", Default.ZoneConfigured),
        ("sellers_entered", Default.SellersEntered),
        ("bidders_entered", Default.BiddersEntered),
        ("override_set", Default.OverrideSet),
        ("run_begun", Default.RunBegun),
        ("sellers_fixed", Default.SellersFixed),
        ("sellers_counted", Default.SellersCounted),
        ("step_taken", Default.StepTaken),
        ("run_confirmed", Default.RunConfirmed),
        ("run_announced", Default.RunAnnounced),
        ("capacity_offered", Default.CapacityOffered),
        ("run_scheduled", Default.RunScheduled),
        ("run_unscheduled", Default.RunUnscheduled),
        ("month_billed", Default.MonthBilled),
        ("forecasts_taken", Default.ForecastsTaken),
        ("bases_cut", Default.BasesCut),
        ("base_cut_announced", Default.BaseCutAnnounced),
        ("base_cut_begun", Default.BaseCutBegun));

    /// <summary>Events of <c>zone-seller/…</c> streams.</summary>
    public static EventCodec<ZoneSellerEvent> ZoneSeller { get; } = new(
        ("facts_taken", Default.FactsTaken),
        ("profile_set", Default.ProfileSet),
        ("run_taken", Default.RunTaken),
        ("run_planned", Default.RunPlanned),
        ("bases_announced", Default.BasesAnnounced),
        ("notice_taken", Default.NoticeTaken),
        ("lines_posted", Default.LinesPosted),
        ("sales_handed_over", Default.SalesHandedOver),
        ("overage_billed", Default.OverageBilled),
        ("overage_handed_over", Default.OverageHandedOver),
        ("capacity_noticed", Default.CapacityNoticed),
        ("base_cut_taken", Default.BaseCutTaken));

    /// <summary>Events of the stream of erasures.</summary>
    public static EventCodec<ErasureEvent> Erasure { get; } = new EventCodec<ErasureEvent>(
        ("erasure_begun", Default.ErasureBegun),
        ("stream_rewritten", Default.StreamRewritten),
        ("seller_erased", Default.SellerErased))
        .Open("stream_rewritten", "seller_erased");

    /// <summary>Events of the record of acts on keys; anybody may read them.</summary>
    public static EventCodec<KeysActed> KeyActs { get; } =
        new EventCodec<KeysActed>(("keys_acted", Default.KeysActed)).Open("keys_acted");

    /// <summary>Events of the record of denied calls; anybody may read them.</summary>
    public static EventCodec<CallsDenied> Denied { get; } =
        new EventCodec<CallsDenied>(("calls_denied", Default.CallsDenied)).Open("calls_denied");

    /// <summary>Events of the directory's stream.</summary>
    public static EventCodec<MarketEntered> Directory { get; } = new(
        ("market_entered", Default.MarketEntered));
}
