using Clearing.Formats;
using Clearing.Market.Curtailments;

namespace Clearing.Gateway;

/// <summary>Space that an operator takes back from a market.</summary>
internal sealed record CurtailmentBody : IBody<CurtailmentBody>
{
    public static string Example =>
        """{"curtailment_id":"flood-1","volume":500,"day":"2026-11-10"}""";

    [ZoneCommandId, Description("Chosen by you, unique in the market: the idempotency key.")]
    public string? CurtailmentId { get; init; }

    [Description(
        "The cubic feet to take back, in whole lots: at most the pool's whole lots and all "
        + "held volume.")]
    public required long Volume { get; init; }

    [Description("The first day on which the space is gone: today or later, within the period.")]
    public required DateOnly Day { get; init; }

    internal SpaceCut ToCut() => new(CurtailmentId!, new(Volume), Day);
}
