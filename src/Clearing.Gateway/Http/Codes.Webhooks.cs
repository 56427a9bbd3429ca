namespace Clearing.Gateway;

internal static partial class Codes
{
    public const string WebhookUrlNotAllowed = "WEBHOOK_URL_NOT_ALLOWED";

    private static Code[] Webhooks =>
    [
        new("EVENT_NOT_DEAD", 404, "The event is none of the webhook's dead letters.",
            Fields: ["number"]),
        new("TOO_MANY_WEBHOOKS", 422, "There are as many webhooks as there may be.",
            Limit: WebhookRule.MaxWebhooks),
        new("WEBHOOK_ID_MALFORMED", 400,
            "The id is not 1 to 128 printable ASCII characters without spaces.",
            Limit: IdRule.MaxLength),
        new("WEBHOOK_UNKNOWN", 404, "There is no webhook of that id."),
        new("WEBHOOK_URL_MALFORMED", 422,
            "The address is not an absolute http or https one without user, password and fragment.",
            Fields: ["url"], Limit: WebhookRule.MaxUrlLength),
        new(WebhookUrlNotAllowed, 422,
            "Unless it is told more, this server sends to https on the public internet alone."),
    ];
}
