namespace Clearing.Gateway;

internal static partial class Codes
{
    public const string WebhookUrlNotAllowed = "WEBHOOK_URL_NOT_ALLOWED";

    private static Code[] Webhooks =>
    [
        new("AFTER_BEYOND_NEWEST", 422, "The source has no event of that number yet.",
            Fields: ["after"]),
        new("EVENT_NOT_DEAD", 404, "The event is not one of the webhook's dead letters.",
            Fields: ["number"]),
        new("TOO_MANY_WEBHOOKS", 422, "The maximum number of webhooks is reached.",
            Limit: WebhookRule.MaxWebhooks),
        new("WEBHOOK_ID_MALFORMED", 400,
            "The id is not 1 to 128 printable ASCII characters without spaces.",
            Limit: IdRule.MaxLength),
        new("WEBHOOK_UNKNOWN", 404, "There is no webhook with that id."),
        new("WEBHOOK_URL_MALFORMED", 422,
            "The address is not an absolute http or https one without user, password and fragment.",
            Fields: ["url"], Limit: WebhookRule.MaxUrlLength),
        new(WebhookUrlNotAllowed, 422,
            "By default this server sends only to https addresses on the public internet."),
    ];
}
