using System.Collections.Immutable;

namespace Clearing.Grains.Webhooks;

public sealed partial class WebhookBook
{
    /// <summary>
    /// Decides on a webhook that is to exist. Repeating this changes nothing; another address moves
    /// the webhook, and its failed events are due at once.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="url">Where its events go.</param>
    /// <param name="secret">The secret that signs them; only a new webhook gets it.</param>
    /// <param name="after">A new webhook is sent the events after this number.</param>
    public Decision<WebhookReceipt, WebhookEvent> Put(
        string id, string url, string secret, long after)
    {
        if (!IdRule.Allows(id)) { return Refused(WebhookStatus.WebhookIdMalformed); }
        if (!WebhookRule.IsUrl(url)) { return Refused(WebhookStatus.WebhookUrlMalformed); }
        if (_webhooks.TryGetValue(id, out var known))
        {
            var same = new WebhookReceipt(WebhookStatus.Done, Added: false);
            return known.Url == url ? new(same) : new(same, new WebhookMoved(id, url));
        }
        if (_webhooks.Count >= WebhookRule.MaxWebhooks)
        {
            return Refused(WebhookStatus.TooManyWebhooks);
        }
        var added = new WebhookReceipt(WebhookStatus.Done, Added: true);
        return new(added, new WebhookAdded(id, url, secret, after) { AllFacts = true });
    }

    /// <summary>
    /// Decides on removing a webhook; removing one that does not exist changes nothing.
    /// </summary>
    /// <param name="id">Its id.</param>
    public Decision<WebhookStatus, WebhookEvent> Remove(string id) =>
        _webhooks.ContainsKey(id) ? Done(new WebhookRemoved(id)) : Done();

    /// <summary>
    /// Decides on a new secret. This is not idempotent: each call sets the given secret.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="oldUntil">Until when the previous secret is used beside it.</param>
    public Decision<WebhookStatus, WebhookEvent> Rotate(
        string id, string secret, DateTimeOffset oldUntil) =>
        _webhooks.ContainsKey(id)
            ? Done(new SecretRotated(id, secret, oldUntil))
            : WebhookStatus.WebhookUnknown;

    /// <summary>
    /// Decides on switching a webhook off; switching it off twice changes nothing.
    /// </summary>
    /// <param name="id">The webhook.</param>
    public Decision<WebhookStatus, WebhookEvent> Pause(string id)
    {
        if (!_webhooks.TryGetValue(id, out var webhook)) { return WebhookStatus.WebhookUnknown; }
        return webhook.Stage == WebhookStage.On
            ? Done(new WebhookSwitchedOff(id, WebhookStage.Paused))
            : Done();
    }

    /// <summary>Decides on switching a webhook on: it continues where it stopped.</summary>
    /// <param name="id">The webhook.</param>
    public Decision<WebhookStatus, WebhookEvent> Resume(string id)
    {
        if (!_webhooks.TryGetValue(id, out var webhook)) { return WebhookStatus.WebhookUnknown; }
        return webhook.Stage == WebhookStage.On ? Done() : Done(new WebhookSwitchedOn(id));
    }

    /// <summary>
    /// Decides on trying dead letters again; a letter that is already being tried again is not
    /// affected.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="number">The event; null for all dead letters.</param>
    public Decision<WebhookStatus, WebhookEvent> Redeliver(string id, long? number)
    {
        if (!_webhooks.TryGetValue(id, out var webhook)) { return WebhookStatus.WebhookUnknown; }
        if (number is { } one)
        {
            if (webhook.Outstanding.ContainsKey(one)) { return WebhookStatus.Done; }
            return webhook.Dead.ContainsKey(one)
                ? Done(new RedeliveryAsked(id, [one]))
                : WebhookStatus.EventNotDead;
        }
        return webhook.Dead.Count > 0
            ? Done(new RedeliveryAsked(id, [.. webhook.Dead.Keys]))
            : Done();
    }

    private static Decision<WebhookStatus, WebhookEvent> Done(
        params ImmutableArray<WebhookEvent> events) =>
        new(WebhookStatus.Done, events);

    private static WebhookReceipt Refused(WebhookStatus status) => new(status, Added: false);
}
