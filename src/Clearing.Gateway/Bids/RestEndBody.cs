using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Ends what a curtailment left of an award below the bid's min volume.</summary>
internal sealed record RestEndBody : IBody<RestEndBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","end_id":"e-1","award_id":"b-1042@1"}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? EndId { get; init; }

    [IdText(RelinquishmentBody.AwardPattern)]
    [Description("The award's id: the bid's id, @, and the round's number.")]
    public required string AwardId { get; init; }
}
