namespace Clearing.Contracts;

/// <summary>
/// The outcome of a command to a webhook. When several refusals apply, the first listed is
/// returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.WebhookStatus")]
public enum WebhookStatus
{
    /// <summary>The webhook is as asked, now or before.</summary>
    Done = 0,

    /// <summary>The id is not 1 to 128 printable ASCII characters without spaces.</summary>
    WebhookIdMalformed = 1,

    /// <summary>
    /// The address is not an absolute http or https URL of at most 2,000 characters without user
    /// name, password and fragment.
    /// </summary>
    WebhookUrlMalformed = 2,

    /// <summary>The source has no webhook with that id.</summary>
    WebhookUnknown = 3,

    /// <summary>The source already has the maximum of 10 webhooks.</summary>
    TooManyWebhooks = 4,

    /// <summary>The event is not one of the webhook's dead letters.</summary>
    EventNotDead = 5,

    /// <summary>A new webhook is to begin after an event that did not happen yet.</summary>
    AfterBeyondNewest = 6,
}
