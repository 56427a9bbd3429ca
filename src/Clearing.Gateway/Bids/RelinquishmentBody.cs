using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Offers back volume of an award.</summary>
internal sealed record RelinquishmentBody : IBody<RelinquishmentBody>
{
    /// <summary>The shape of an award's id as a regular expression.</summary>
    internal const string AwardPattern = "^[!-~]{1,128}@[1-9][0-9]{0,9}$";

    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","relinquishment_id":"r-1",
         "award_id":"b-1042@1","volume":100}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? RelinquishmentId { get; init; }

    [IdText(AwardPattern)]
    [Description("The award's id: the bid's id, @, and the round's number.")]
    public required string AwardId { get; init; }

    [Whole(1, LeftToMarket = true)]
    [Description("The cubic feet that you offer; you stay liable until someone is granted them.")]
    public required long Volume { get; init; }
}
