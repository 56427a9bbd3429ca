using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Grains.Webhooks;

/// <summary>
/// A fact in the life of the webhooks of one source. Their stream, folded, is their book.
/// </summary>
public abstract record WebhookEvent;

/// <summary>What somebody does to a webhook, or its book itself.</summary>
/// <param name="Id">The webhook.</param>
public abstract record WebhookAct(string Id) : WebhookEvent
{
    /// <summary>Who did it, when and why; null if nobody did, or in a journal that is older.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Act? Act { get; init; }
}

/// <summary>A webhook was added; it is sent the events after a number.</summary>
/// <param name="Id">Its id, unique in the source.</param>
/// <param name="Url">Where its events go.</param>
/// <param name="Secret">The secret that signs them, as the gateway keeps it.</param>
/// <param name="After">The number of the last event that it is not sent.</param>
public sealed record WebhookAdded(string Id, string Url, string Secret, long After) : WebhookAct(Id)
{
    /// <summary>
    /// True if it is sent all public facts of a market, numbered as such. Those of older journals
    /// are sent cleared rounds alone, numbered by round.
    /// </summary>
    public bool AllFacts { get; init; }
}

/// <summary>A webhook's events go to another address.</summary>
public sealed record WebhookMoved(string Id, string Url) : WebhookAct(Id);

/// <summary>A webhook was removed.</summary>
public sealed record WebhookRemoved(string Id) : WebhookAct(Id);

/// <summary>
/// A webhook has a new secret; the previous one is used beside it until an instant.
/// </summary>
public sealed record SecretRotated(string Id, string Secret, DateTimeOffset OldUntil) : WebhookAct(Id);

/// <summary>Deliveries were tried.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Tries">How each went, by ascending number.</param>
public sealed record DeliveriesTried(string Id, ImmutableArray<DeliveryTry> Tries) : WebhookEvent;

/// <summary>A webhook is sent nothing from now on.</summary>
public sealed record WebhookSwitchedOff(string Id, WebhookStage Stage) : WebhookAct(Id);

/// <summary>
/// A webhook is sent events again, from where it stopped; failed ones are due at once.
/// </summary>
public sealed record WebhookSwitchedOn(string Id) : WebhookAct(Id);

/// <summary>Dead letters are to be tried again, as if for the first time.</summary>
public sealed record RedeliveryAsked(string Id, ImmutableArray<long> Numbers) : WebhookAct(Id);

/// <summary>One try to deliver one event.</summary>
/// <param name="Number">The event.</param>
/// <param name="Try">The number of attempts, this one included; 1 or more.</param>
/// <param name="Failure">Why it failed; null if the receiver has the event.</param>
/// <param name="NextAt">When it is tried again; null if it is not.</param>
public sealed record DeliveryTry(long Number, int Try, string? Failure, DateTimeOffset? NextAt);
