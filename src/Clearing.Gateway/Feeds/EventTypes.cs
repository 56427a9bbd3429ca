using Clearing.Allocation.Warnings;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The names of events, which are the same in feeds and webhooks.</summary>
internal static class EventTypes
{
    /// <summary>A posting of a seller's ledger.</summary>
    public const string Posting = "ledger.posting";

    /// <summary>A round of a market was cleared.</summary>
    public const string Cleared = "round.cleared";

    /// <summary>A seller's use is about to exceed its limit, or this is no longer so.</summary>
    public const string Warning = "capacity.warning";

    /// <summary>A seller's use is above its limit on the 1st, 8th, 15th, … day in a row.</summary>
    public const string Overage = "capacity.overage";

    /// <summary>A seller's base is cut from a day on.</summary>
    public const string BaseCut = "capacity.base_cut";

    /// <summary>An operator decided on a seller's planned event.</summary>
    public const string EventDecided = "event.decided";

    /// <summary>A round's book was closed.</summary>
    public const string Closed = "round.closed";

    /// <summary>A round was cleared, and does not bind yet.</summary>
    public const string Provisional = "round.provisional";

    /// <summary>A provisional round was voided.</summary>
    public const string Voided = "round.voided";

    /// <summary>A tiny late bid set a round's fee far below the next one.</summary>
    public const string Alarm = "market.alarm";

    /// <summary>Clearing was paused.</summary>
    public const string Paused = "market.paused";

    /// <summary>Clearing was resumed.</summary>
    public const string Resumed = "market.resumed";

    /// <summary>A market was settled.</summary>
    public const string Settled = "market.settled";

    /// <summary>A bid of the seller's own is in the book.</summary>
    public const string BidAccepted = "bid.accepted";

    /// <summary>A bid of the seller's own stands with other terms.</summary>
    public const string BidAmended = "bid.amended";

    /// <summary>A bid of the seller's own is closed by the seller.</summary>
    public const string BidCancelled = "bid.cancelled";

    /// <summary>A test of a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>The name of a seller's notice by its kind.</summary>
    public static string Of(CapacityNoticeKind kind) => kind switch
    {
        CapacityNoticeKind.Warning => Warning,
        CapacityNoticeKind.Overage => Overage,
        CapacityNoticeKind.BaseCut => BaseCut,
        CapacityNoticeKind.EventDecided => EventDecided,
        _ => throw new InvalidOperationException($"No event is called {kind}."),
    };

    /// <summary>The name of a fact of a seller's own bids by its kind.</summary>
    public static string Of(BidFactKind kind) => kind switch
    {
        BidFactKind.Accepted => BidAccepted,
        BidFactKind.Amended => BidAmended,
        BidFactKind.Cancelled => BidCancelled,
        _ => throw new InvalidOperationException($"No event is called {kind}."),
    };

    /// <summary>The name of a market's public fact by its kind.</summary>
    public static string Of(PublicFactKind kind) => kind switch
    {
        PublicFactKind.RoundClosed => Closed,
        PublicFactKind.RoundCleared => Cleared,
        PublicFactKind.RoundProvisional => Provisional,
        PublicFactKind.RoundVoided => Voided,
        PublicFactKind.MarketAlarm => Alarm,
        PublicFactKind.MarketPaused => Paused,
        PublicFactKind.MarketResumed => Resumed,
        PublicFactKind.MarketSettled => Settled,
        _ => throw new InvalidOperationException($"No event is called {kind}."),
    };
}
