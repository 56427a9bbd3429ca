namespace Clearing.Contracts;

/// <summary>The answer to the registration of a webhook.</summary>
/// <param name="Status"><c>Done</c>, or the refusal.</param>
/// <param name="Added">
/// True if the webhook is new and has the given secret; false if it existed before.
/// </param>
[GenerateSerializer, Alias("Clearing.WebhookReceipt"), Immutable]
public readonly record struct WebhookReceipt(WebhookStatus Status, bool Added)
{
    /// <summary>
    /// The number of the source's newest event, if the refusal is about it; otherwise null.
    /// </summary>
    [Id(0)] public long? Newest { get; init; }
}

/// <summary>The state of a webhook. It shows no secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">The address that receives its events.</param>
/// <param name="Stage">Whether it is sent events.</param>
/// <param name="TriedThrough">Each event up to this number was tried at least once.</param>
/// <param name="Outstanding">The number of failed events that will be tried again.</param>
/// <param name="NextTryAt">
/// When the first of them is due; null if there is none, or while the webhook is off.
/// </param>
/// <param name="DeadLetters">The number of events tried again only on request.</param>
/// <param name="Dropped">The number of dead letters dropped above the limit of 1,000.</param>
/// <param name="FailuresInARow">Failed attempts since the last success.</param>
/// <param name="LastFailure">The reason of the last failure; null if there was none.</param>
[GenerateSerializer, Alias("Clearing.WebhookView"), Immutable]
public sealed record WebhookView(
    string Id, string Url, WebhookStage Stage, long TriedThrough, int Outstanding,
    DateTimeOffset? NextTryAt, int DeadLetters, long Dropped, int FailuresInARow,
    string? LastFailure);

/// <summary>An event that its receiver never accepted.</summary>
/// <param name="Number">Its number in the source.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Failure">Why the last attempt failed.</param>
[GenerateSerializer, Alias("Clearing.DeadLetter"), Immutable]
public sealed record DeadLetter(long Number, int Tries, string Failure);
