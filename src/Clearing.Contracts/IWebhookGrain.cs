using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>
/// The webhooks of one source. Key: <c>seller/</c> and the seller's id, for the postings of its
/// ledger; <c>market/</c> and the market's key, for its public facts; <c>zone-seller/</c>, the zone and
/// the seller's id, for its warnings and notices of overage there; <c>market-seller/</c>, the market
/// and the seller's id, for what it did to its own bids there.
/// </summary>
/// <remarks>
/// When a call returns, what it reports is durable. Each event is sent at least once to each
/// webhook that is on, whatever crashes, and always under the same id.
/// </remarks>
[Alias("Clearing.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Registers a webhook, or moves it to another address.</summary>
    /// <param name="id">Chosen by the client, unique in the source.</param>
    /// <param name="url">Where its events go: http or https.</param>
    /// <param name="secret">What they are signed with; only a webhook that is new gets it.</param>
    /// <param name="after">
    /// A webhook that is new is sent the events after this number; null for those after the newest.
    /// </param>
    [Alias("Put")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookReceipt> Put(string id, string url, string secret, long? after);

    /// <summary>Removes a webhook. Removing one that does not exist changes nothing.</summary>
    [Alias("Remove")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Remove(string id);

    /// <summary>
    /// Gives a webhook a new secret. Not idempotent: every call sets another secret.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="keepOld">How long events are also signed with the previous secret.</param>
    [Alias("Rotate")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Rotate(string id, string secret, TimeSpan keepOld);

    /// <summary>Switches a webhook off.</summary>
    [Alias("Pause")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Pause(string id);

    /// <summary>Switches a webhook on: it resumes where it stopped.</summary>
    [Alias("Resume")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Resume(string id);

    /// <summary>Tries dead letters again.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="number">The event; null for all dead letters.</param>
    [Alias("Redeliver")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Redeliver(string id, long? number);

    /// <summary>
    /// Sends a test event and waits for the receiver. No record of it is kept.
    /// </summary>
    /// <param name="id">The webhook; it may be off.</param>
    /// <param name="messageId">The event's id.</param>
    /// <returns>How it went; null if there is no such webhook.</returns>
    [Alias("Test")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<DeliveryResult?> Test(string id, string messageId);

    /// <summary>All webhooks, by id.</summary>
    [Alias("List")]
    [May(Role.Everyone, Scope.Source)]
    Task<ImmutableArray<WebhookView>> List();

    /// <summary>
    /// A page of a webhook's dead letters, by number; null if there is no such webhook.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="after">The number of the last one already seen; 0 from the start.</param>
    /// <param name="most">1 to 1_000.</param>
    [Alias("DeadLetters")]
    [May(Role.Everyone, Scope.Source)]
    Task<ImmutableArray<DeadLetter>?> DeadLetters(string id, long after, int most);
}
