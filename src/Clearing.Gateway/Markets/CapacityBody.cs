using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Capacity that joins or leaves the pool at the next clearing.</summary>
internal sealed record CapacityBody : IBody<CapacityBody>
{
    public static string Example =>
        """
        {"change_id":"c-1","delta":1000}
        """;

    [CommandId, Description("Chosen by you, unique in the market: the idempotency key.")]
    public string? ChangeId { get; init; }

    [Description("The cubic feet that join the pool; a negative number takes capacity away.")]
    public required long Delta { get; init; }
}
