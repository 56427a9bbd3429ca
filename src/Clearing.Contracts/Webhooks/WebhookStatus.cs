namespace Clearing.Contracts;

/// <summary>
/// What became of a command to a webhook. When several refusals apply, the first listed is
/// returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.WebhookStatus")]
public enum WebhookStatus
{
    /// <summary>It is as asked; it may have been so before.</summary>
    Done = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    WebhookIdMalformed = 1,

    /// <summary>
    /// The address is not an absolute http or https one of at most 2,000 characters without user
    /// name, password and fragment.
    /// </summary>
    WebhookUrlMalformed = 2,

    /// <summary>The source has no webhook of that id.</summary>
    WebhookUnknown = 3,

    /// <summary>The source has as many webhooks as it may have: 10.</summary>
    TooManyWebhooks = 4,

    /// <summary>The event is not one of the webhook's dead letters.</summary>
    EventNotDead = 5,
}
