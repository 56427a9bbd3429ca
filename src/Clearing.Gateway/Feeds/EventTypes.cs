namespace Clearing.Gateway;

/// <summary>What events are called, in feeds and webhooks alike.</summary>
internal static class EventTypes
{
    /// <summary>A posting of a seller's ledger.</summary>
    public const string Posting = "ledger.posting";

    /// <summary>A round of a market was cleared.</summary>
    public const string Cleared = "round.cleared";

    /// <summary>A test of a webhook.</summary>
    public const string Test = "webhook.test";
}
