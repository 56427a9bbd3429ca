namespace Clearing.Gateway;

/// <summary>Where a webhook's events go.</summary>
internal sealed record WebhookBody : IBody<WebhookBody>
{
    public static string Example =>
        """
        {"url":"https://erp.example.com/hooks/clearing"}
        """;

    [Description("An https address on the public internet.")]
    public required string Url { get; init; }

    [Description("A new webhook is sent the events after this number; without it, those that come. "
        + "0 is from the start. A webhook that is there keeps its place.")]
    public long? After { get; init; }

    public static WebhookBody Read(Members members)
    {
        var body = new WebhookBody
        {
            Url = members.Text("url"),
            After = members.NumberIfAny("after", 0),
        };
        members.RefuseOthers();
        return body;
    }
}
