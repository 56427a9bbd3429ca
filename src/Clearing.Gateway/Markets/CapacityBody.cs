namespace Clearing.Gateway;

/// <summary>Capacity that joins or leaves the pool at the next clearing.</summary>
internal sealed record CapacityBody : IBody<CapacityBody>
{
    public static string Example =>
        """
        {"change_id":"c-1","delta":1000}
        """;

    [Description("Chosen by you, unique in the market: the idempotency key.")]
    public string? ChangeId { get; init; }

    [Description("Cubic feet; negative takes capacity away.")]
    public required long Delta { get; init; }

    public static CapacityBody Read(Members members)
    {
        var body = new CapacityBody
        {
            ChangeId = members.Id("change_id"),
            Delta = members.Number("delta"),
        };
        members.RefuseOthers();
        return body;
    }
}
