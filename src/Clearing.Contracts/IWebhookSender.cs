using System.Collections.Immutable;
using Clearing.Allocation.Warnings;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>
/// Sends events to receivers. Every silo has one. It is not a grain, and no grain call goes through
/// it.
/// </summary>
public interface IWebhookSender
{
    /// <summary>Sends an event once and waits for the receiver, within a limit.</summary>
    /// <remarks>A failing receiver is a result, not an exception.</remarks>
    /// <param name="delivery">The event and where it goes.</param>
    /// <param name="cancellationToken">Cancels the wait when the grain or its silo stops.</param>
    /// <exception cref="OperationCanceledException">
    /// The sending was cancelled; the receiver may still have the event.
    /// </exception>
    Task<DeliveryResult> Send(WebhookDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>An event on its way to a receiver.</summary>
/// <param name="Source"><c>seller/…</c>, <c>market/…</c>, <c>zone-seller/…</c> or
/// <c>market-seller/…</c>.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Secrets">What it is signed with, as they were registered.</param>
/// <param name="MessageId">Its id: the same at every try.</param>
/// <param name="Try">The number of attempts, this one included; 1 or more.</param>
/// <param name="Posting">The posting; null for other events.</param>
/// <param name="Round">
/// The cleared round, for a webhook that numbers events by rounds; null for other events.
/// </param>
public sealed record WebhookDelivery(
    string Source, string Url, ImmutableArray<string> Secrets, string MessageId, int Try,
    LedgerEntry? Posting, RoundReport? Round)
{
    /// <summary>What a seller is told of its use; null for other events.</summary>
    public CapacityNotice? Notice { get; init; }

    /// <summary>
    /// The market's public fact; null for other events. A test has none of the five.
    /// </summary>
    public PublicFact? Fact { get; init; }

    /// <summary>What a seller did to its own bid; null for other events.</summary>
    public BidFact? BidFact { get; init; }
}
