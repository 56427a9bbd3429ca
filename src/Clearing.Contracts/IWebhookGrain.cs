using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>
/// The webhooks of one source. The key names it: <c>seller/{seller}</c> for the postings of a
/// seller's ledger, <c>market/{market}</c> for a market's public facts,
/// <c>zone-seller/{zone}/{seller}</c> for a seller's warnings and notices of overage in a zone, and
/// <c>market-seller/{market}/{seller}</c> for what a seller did to its own bids in a market.
/// </summary>
/// <remarks>
/// Everything that a call reports is durable when it returns. Each event is sent at least once to
/// each webhook that is on, even after a crash, and always with the same id. A caller without the
/// right gets an <see cref="AccessDeniedException"/>.
/// </remarks>
[Alias("Clearing.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Registers a webhook, or changes its address. Idempotent.</summary>
    /// <param name="id">An id that the client chooses, unique in the source.</param>
    /// <param name="url">The http or https address that receives its events.</param>
    /// <param name="secret">The signing secret; ignored if the webhook already exists.</param>
    /// <param name="after">
    /// A new webhook starts with the event after this number, which must not be beyond the newest
    /// one's; null starts after the newest event.
    /// </param>
    [Alias("Put")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookReceipt> Put(string id, string url, string secret, long? after);

    /// <summary>Removes a webhook. Removing one that does not exist changes nothing.</summary>
    [Alias("Remove")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Remove(string id);

    /// <summary>
    /// Gives a webhook a new secret. This is not idempotent: each call sets another secret.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="keepOld">How long the previous secret also signs events.</param>
    [Alias("Rotate")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Rotate(string id, string secret, TimeSpan keepOld);

    /// <summary>Switches a webhook off. Idempotent.</summary>
    [Alias("Pause")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Pause(string id);

    /// <summary>Switches a webhook on; it resumes where it stopped. Idempotent.</summary>
    [Alias("Resume")]
    [May(Role.Seller | Role.Operator, Scope.Source)]
    Task<WebhookStatus> Resume(string id);

    /// <summary>Sends dead letters again. A letter that is already due is not affected.</summary>
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
    /// <returns>The outcome; null if there is no such webhook.</returns>
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
    /// <param name="after">The number of the last letter already seen; 0 from the start.</param>
    /// <param name="most">1 to 1_000 letters.</param>
    [Alias("DeadLetters")]
    [May(Role.Everyone, Scope.Source)]
    Task<ImmutableArray<DeadLetter>?> DeadLetters(string id, long after, int most);

    /// <summary>
    /// A page of the acts on a webhook, oldest first; those on a removed one are still there.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    [Alias("Audit")]
    [May(Role.Everyone, Scope.Source)]
    Task<ImmutableArray<AuditEntry>> Audit(string id, long after, int most);
}
