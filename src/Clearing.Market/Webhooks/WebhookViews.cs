using System.Collections.Immutable;

namespace Clearing.Market;

/// <summary>The answer to the registration of a webhook.</summary>
/// <param name="Status">Done, or the refusal.</param>
/// <param name="Added">
/// True if it was not there before: then it has the secret that came along.
/// </param>
[GenerateSerializer, Alias("Clearing.WebhookReceipt"), Immutable]
public readonly record struct WebhookReceipt(WebhookStatus Status, bool Added);

/// <summary>Where a webhook stands. It tells no secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where its events go.</param>
/// <param name="Stage">Whether it is sent events.</param>
/// <param name="TriedThrough">Every event up to this number was tried once at least.</param>
/// <param name="Outstanding">Events that failed and will be tried again.</param>
/// <param name="NextTryAt">When the first of them is due; null if there is none.</param>
/// <param name="DeadLetters">Events that will not be tried again unless it is asked for.</param>
/// <param name="Dropped">Dead letters that were dropped because there were more than 1,000.</param>
/// <param name="FailuresInARow">Failed tries since the last one that went well.</param>
/// <param name="LastFailure">Why the last failed try failed; null if none did.</param>
[GenerateSerializer, Alias("Clearing.WebhookView"), Immutable]
public sealed record WebhookView(
    string Id, string Url, WebhookStage Stage, long TriedThrough, int Outstanding,
    DateTimeOffset? NextTryAt, int DeadLetters, long Dropped, int FailuresInARow,
    string? LastFailure);

/// <summary>An event that a receiver never took.</summary>
/// <param name="Number">Its number in the source.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Failure">Why the last try failed.</param>
[GenerateSerializer, Alias("Clearing.DeadLetter"), Immutable]
public sealed record DeadLetter(long Number, int Tries, string Failure);

/// <summary>Where a webhook's events go now.</summary>
/// <param name="Serial">Tells this webhook from another that had its id before.</param>
/// <param name="Url">Where to.</param>
/// <param name="Secrets">What to sign with, one signature each; the newest first.</param>
public sealed record WebhookTarget(int Serial, string Url, ImmutableArray<string> Secrets);

/// <summary>What a webhook is to be sent now.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Retries">Failed events whose next try is due, by rising number.</param>
/// <param name="After">New events are those after this number.</param>
/// <param name="Room">So many new events may be tried now; 0 or more.</param>
public sealed record WebhookDue(
    WebhookTarget Target, ImmutableArray<DueRetry> Retries, long After, int Room);

/// <summary>A failed event whose next try is due.</summary>
/// <param name="Number">The event.</param>
/// <param name="Try">How often it will have been tried then; 1 or more.</param>
public readonly record struct DueRetry(long Number, int Try);
