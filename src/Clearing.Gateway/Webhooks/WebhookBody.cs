using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The address to which a webhook's events are sent.</summary>
internal sealed record WebhookBody : IBody<WebhookBody>
{
    public static string Example =>
        """
        {"url":"https://erp.example.com/hooks/clearing"}
        """;

    [Text(WebhookRule.MaxUrlLength), Description("An https address on the public internet.")]
    public required string Url { get; init; }

    [Whole(0)]
    [Description("A new webhook is sent the events after this number, and with 0 all of them; default "
        + "those that are still to come. A webhook that exists keeps its place.")]
    public long? After { get; init; }
}
