using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What events are called, in feeds and webhooks alike.</summary>
internal static class EventTypes
{
    /// <summary>A posting of a seller's ledger.</summary>
    public const string Posting = "ledger.posting";

    /// <summary>A round of a market was cleared.</summary>
    public const string Cleared = "round.cleared";

    /// <summary>A round's book was closed.</summary>
    public const string Closed = "round.closed";

    /// <summary>Clearing was paused.</summary>
    public const string Paused = "market.paused";

    /// <summary>Clearing is resumed.</summary>
    public const string Resumed = "market.resumed";

    /// <summary>A market was settled.</summary>
    public const string Settled = "market.settled";

    /// <summary>A test of a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>What a market's public fact is called.</summary>
    public static string Of(PublicFactKind kind) => kind switch
    {
        PublicFactKind.RoundClosed => Closed,
        PublicFactKind.RoundCleared => Cleared,
        PublicFactKind.MarketPaused => Paused,
        PublicFactKind.MarketResumed => Resumed,
        PublicFactKind.MarketSettled => Settled,
        _ => throw new InvalidOperationException($"No event is called {kind}."),
    };
}
