using System.Text.Json.Serialization;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Grains.Events;

/// <summary>
/// How events look in the journal: snake_case, units as whole numbers, enums by name.
/// </summary>
/// <remarks>
/// A property that a type does not have is an error, and so is a missing one that it needs. A
/// property that follows from others is not written.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(FeeConverter), typeof(CubicFeetConverter), typeof(MoneyConverter),
        typeof(NumbersConverter), typeof(DayReportConverter), typeof(RoundNonceConverter),
        typeof(PeriodConverter), typeof(WeekSeriesConverter), typeof(PostedLineConverter),
    ])]
[JsonSerializable(typeof(MarketOpened))]
[JsonSerializable(typeof(BidsPlaced))]
[JsonSerializable(typeof(BidRefused))]
[JsonSerializable(typeof(SellerCapSet))]
[JsonSerializable(typeof(BidAmended))]
[JsonSerializable(typeof(BidCancelled))]
[JsonSerializable(typeof(VolumeOffered))]
[JsonSerializable(typeof(AmendmentRefused))]
[JsonSerializable(typeof(CancellationRefused))]
[JsonSerializable(typeof(RelinquishmentRefused))]
[JsonSerializable(typeof(RestEnded))]
[JsonSerializable(typeof(RestEndRefused))]
[JsonSerializable(typeof(CapacityChanged))]
[JsonSerializable(typeof(RoundScheduled))]
[JsonSerializable(typeof(RoundRescheduled))]
[JsonSerializable(typeof(RoundUnscheduled))]
[JsonSerializable(typeof(RoundClosed))]
[JsonSerializable(typeof(RoundCleared))]
[JsonSerializable(typeof(NoticesAccepted))]
[JsonSerializable(typeof(MarketPaused))]
[JsonSerializable(typeof(MarketResumed))]
[JsonSerializable(typeof(MarketSettled))]
[JsonSerializable(typeof(BidsInspected))]
[JsonSerializable(typeof(MarketJoined))]
[JsonSerializable(typeof(NoticeAccepted))]
[JsonSerializable(typeof(SalesReported))]
[JsonSerializable(typeof(SalesReviewed))]
[JsonSerializable(typeof(UseReported))]
[JsonSerializable(typeof(Corrected))]
[JsonSerializable(typeof(BaseAllocationSet))]
[JsonSerializable(typeof(ReportRefused))]
[JsonSerializable(typeof(MarketEntered))]
[JsonSerializable(typeof(WebhookAdded))]
[JsonSerializable(typeof(WebhookMoved))]
[JsonSerializable(typeof(WebhookRemoved))]
[JsonSerializable(typeof(SecretRotated))]
[JsonSerializable(typeof(DeliveriesTried))]
[JsonSerializable(typeof(WebhookSwitchedOff))]
[JsonSerializable(typeof(WebhookSwitchedOn))]
[JsonSerializable(typeof(RedeliveryAsked))]
[JsonSerializable(typeof(ZoneConfigured))]
[JsonSerializable(typeof(SellersEntered))]
[JsonSerializable(typeof(FactsTaken))]
[JsonSerializable(typeof(ProfileSet))]
[JsonSerializable(typeof(BiddersEntered))]
[JsonSerializable(typeof(OverrideSet))]
[JsonSerializable(typeof(RunBegun))]
[JsonSerializable(typeof(SellersFixed))]
[JsonSerializable(typeof(SellersCounted))]
[JsonSerializable(typeof(StepTaken))]
[JsonSerializable(typeof(RunConfirmed))]
[JsonSerializable(typeof(RunAnnounced))]
[JsonSerializable(typeof(CapacityOffered))]
[JsonSerializable(typeof(RunScheduled))]
[JsonSerializable(typeof(RunUnscheduled))]
[JsonSerializable(typeof(RunTaken))]
[JsonSerializable(typeof(RunPlanned))]
[JsonSerializable(typeof(BasesAnnounced))]
[JsonSerializable(typeof(NoticeTaken))]
[JsonSerializable(typeof(LinesPosted))]
[JsonSerializable(typeof(SalesHandedOver))]
[JsonSerializable(typeof(DaySalesAccepted))]
[JsonSerializable(typeof(OverageBilled))]
[JsonSerializable(typeof(OverageHandedOver))]
[JsonSerializable(typeof(CapacityNoticed))]
[JsonSerializable(typeof(OverageAccepted))]
[JsonSerializable(typeof(MonthBilled))]
[JsonSerializable(typeof(ForecastsTaken))]
[JsonSerializable(typeof(BasesCut))]
[JsonSerializable(typeof(BaseCutAnnounced))]
[JsonSerializable(typeof(BaseCutBegun))]
[JsonSerializable(typeof(BaseCutTaken))]
[JsonSerializable(typeof(PlannersEntered))]
[JsonSerializable(typeof(EventProposed))]
[JsonSerializable(typeof(EventDecided))]
[JsonSerializable(typeof(VolumeCurtailed))]
[JsonSerializable(typeof(RoundProvisional))]
[JsonSerializable(typeof(RoundVoided))]
[JsonSerializable(typeof(ActProposed))]
[JsonSerializable(typeof(ActApproved))]
[JsonSerializable(typeof(ActWithdrawn))]
[JsonSerializable(typeof(MarketAlarmed))]
[JsonSerializable(typeof(ErasureBegun))]
[JsonSerializable(typeof(StreamRewritten))]
[JsonSerializable(typeof(SellerErased))]
[JsonSerializable(typeof(KeysActed))]
[JsonSerializable(typeof(CallsDenied))]
[JsonSerializable(typeof(SellerSnapshot))]
public sealed partial class EventJson : JsonSerializerContext;
