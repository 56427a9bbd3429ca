using Clearing.Allocation.Warnings;

namespace Clearing.Gateway;

/// <summary>What events are called, in feeds and webhooks alike.</summary>
internal static class EventTypes
{
    /// <summary>A posting of a seller's ledger.</summary>
    public const string Posting = "ledger.posting";

    /// <summary>A round of a market was cleared.</summary>
    public const string Cleared = "round.cleared";

    /// <summary>A seller's use is about to exceed its limit, or no longer is.</summary>
    public const string Warning = "capacity.warning";

    /// <summary>A seller's use is above its limit: the 1st, 8th, 15th, … day in a row.</summary>
    public const string Overage = "capacity.overage";

    /// <summary>A test of a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>What a notice is called.</summary>
    public static string Of(CapacityNoticeKind kind) =>
        kind == CapacityNoticeKind.Warning ? Warning : Overage;
}
