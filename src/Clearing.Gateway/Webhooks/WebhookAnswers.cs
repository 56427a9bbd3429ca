using System.Text.Json.Serialization;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The webhooks of a seller or market, by id.</summary>
internal sealed record WebhooksAnswer(ImmutableArray<WebhookAnswer> Webhooks);

/// <summary>The state of a webhook.</summary>
internal sealed record WebhookAnswer(
    string WebhookId, string Url,
    [property: Description("ON, PAUSED by its owner, GONE (the receiver answered 410) or FAILING.")]
    WebhookStage Stage,
    [property: Description("Every event up to this number was tried once at least.")]
    long TriedThrough,
    [property: Description("Events that failed and will be tried again.")] int Outstanding,
    [property: Description("When the first of them is due; null if there is none, or while the "
        + "webhook is off.")]
    DateTime? NextTryAt,
    [property: Description("Events that are retried only on request.")] int DeadLetters,
    [property: Description("Dead letters that were dropped because there were more than 1,000.")]
    long DroppedDeadLetters,
    int FailuresInARow,
    [property: Description("Why the last failed try failed, such as HTTP_500 or TIMEOUT.")]
    string? LastFailure,
    [property: Description("The signing secret: shown only here, and only for a new webhook.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Secret = null)
{
    public static WebhookAnswer Of(WebhookView view) => new(
        view.Id, view.Url, view.Stage, view.TriedThrough, view.Outstanding,
        view.NextTryAt?.UtcDateTime, view.DeadLetters, view.Dropped, view.FailuresInARow,
        view.LastFailure);
}

/// <summary>A new secret. It is shown here and never again.</summary>
internal sealed record SecretAnswer(string WebhookId, string Secret);

/// <summary>The outcome of a test.</summary>
internal sealed record TestAnswer(
    [property: Description("The webhook-id that was sent.")] string MessageId,
    [property: Description("True if the receiver answered with a status of 200 to 299.")] bool Taken,
    [property: Description("Why not, such as HTTP_500 or TIMEOUT; null if it was accepted.")]
    string? Failure);

/// <summary>A page of dead letters.</summary>
internal sealed record DeadLettersAnswer(
    [property: Description("By number.")] ImmutableArray<DeadLetterAnswer> DeadLetters,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor)
{
    public static DeadLettersAnswer Of(ImmutableArray<DeadLetter> page, int limit) => new(
        [.. page.Select(dead => new DeadLetterAnswer(dead.Number, dead.Tries, dead.Failure))],
        page.Length == limit ? $"{page[^1].Number}" : null);
}

/// <summary>An event that the receiver never accepted.</summary>
internal sealed record DeadLetterAnswer(
    [property: Description("Its number in the feed.")] long Number,
    int Tries,
    [property: Description("Why the last try failed.")] string Failure);
