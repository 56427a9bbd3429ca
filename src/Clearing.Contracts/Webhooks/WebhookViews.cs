namespace Clearing.Contracts;

/// <summary>The answer to the registration of a webhook.</summary>
/// <param name="Status">Done, or the refusal.</param>
/// <param name="Added">
/// True if it was not there before: then it has the secret that came along.
/// </param>
[GenerateSerializer, Alias("Clearing.WebhookReceipt"), Immutable]
public readonly record struct WebhookReceipt(WebhookStatus Status, bool Added);

/// <summary>The state of a webhook. It shows no secret.</summary>
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
