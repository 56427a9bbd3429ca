using System.Collections.Immutable;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>
/// Sends events to receivers over HTTP. Every silo has one; it is not a grain.
/// </summary>
public interface IWebhookSender
{
    /// <summary>Sends an event once and waits for the receiver, up to a time limit.</summary>
    /// <remarks>A failing receiver is a result, not an exception.</remarks>
    /// <param name="delivery">The event and its address.</param>
    /// <param name="cancellationToken">Cancelled when the grain or its silo stops.</param>
    /// <exception cref="OperationCanceledException">
    /// Sending was cancelled; the receiver may nevertheless have the event.
    /// </exception>
    Task<DeliveryResult> Send(WebhookDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>An event on its way to a receiver.</summary>
/// <param name="Source"><c>seller/…</c>, <c>market/…</c>, <c>zone-seller/…</c> or
/// <c>market-seller/…</c>.</param>
/// <param name="Url">The receiver's address.</param>
/// <param name="Secrets">The secrets that sign it, as registered.</param>
/// <param name="MessageId">The event's id: the same in every attempt.</param>
/// <param name="Try">The number of this attempt, from 1.</param>
/// <param name="Posting">The posting; null for other events.</param>
/// <param name="Round">
/// The cleared round, for a webhook that numbers events by rounds; null for other events.
/// </param>
public sealed record WebhookDelivery(
    string Source, string Url, ImmutableArray<string> Secrets, string MessageId, int Try,
    LedgerEntry? Posting, RoundReport? Round)
{
    /// <summary>A notice to a seller about its use; null for other events.</summary>
    public CapacityNotice? Notice { get; init; }

    /// <summary>
    /// The terms of the notice's zone, which name the currency of its fee; null for other events.
    /// </summary>
    public ZoneTerms? ZoneTerms { get; init; }

    /// <summary>
    /// The market's public fact; null for other events. A test event has none of the five: posting,
    /// round, notice, bid fact or public fact.
    /// </summary>
    public PublicFact? Fact { get; init; }

    /// <summary>What a seller did to its own bid; null for other events.</summary>
    public BidFact? BidFact { get; init; }
}
