using Clearing.Market;

namespace Clearing.Grains.Webhooks;

/// <summary>Names the acts on webhooks for their audit trail.</summary>
internal static class WebhookActs
{
    /// <summary>What an event did to a webhook; null if nobody acted, or on another one.</summary>
    /// <param name="happened">An event of the webhook's source.</param>
    /// <param name="id">The webhook.</param>
    public static (Act? Act, ActKind Kind, string? Reference)? Of(WebhookEvent happened, string id) =>
        happened is WebhookAct act && act.Id == id ? (act.Act, KindOf(act), id) : null;

    private static ActKind KindOf(WebhookAct act) => act switch
    {
        WebhookAdded => ActKind.WebhookAdded,
        WebhookMoved => ActKind.WebhookMoved,
        WebhookRemoved => ActKind.WebhookRemoved,
        SecretRotated => ActKind.SecretRotated,
        WebhookSwitchedOff => ActKind.WebhookSwitchedOff,
        WebhookSwitchedOn => ActKind.WebhookSwitchedOn,
        RedeliveryAsked => ActKind.RedeliveryAsked,
        _ => throw new InvalidOperationException($"A {act.GetType().Name} is no act."),
    };
}
