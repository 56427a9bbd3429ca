using System.Collections.Immutable;

namespace Clearing.Grains.Webhooks;

/// <summary>Where a webhook's events go now.</summary>
/// <param name="Serial">Distinguishes this webhook from an earlier one with the same id.</param>
/// <param name="Url">Where to.</param>
/// <param name="Secrets">The secrets to sign with, one signature each; the newest first.</param>
public sealed record WebhookTarget(int Serial, string Url, ImmutableArray<string> Secrets);

/// <summary>What a webhook is to be sent now.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Retries">Failed events whose next try is due, by ascending number.</param>
/// <param name="After">New events are those after this number.</param>
/// <param name="Room">How many new events may be tried now; 0 or more.</param>
/// <param name="AllFacts">True if the numbers are those of facts; false for rounds.</param>
public sealed record WebhookDue(
    WebhookTarget Target, ImmutableArray<DueRetry> Retries, long After, int Room, bool AllFacts);

/// <summary>A failed event whose next try is due.</summary>
/// <param name="Number">The event.</param>
/// <param name="Try">How many tries it will have had then; 1 or more.</param>
public readonly record struct DueRetry(long Number, int Try);
