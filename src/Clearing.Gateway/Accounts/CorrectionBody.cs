namespace Clearing.Gateway;

/// <summary>A correction of a settled statement: a new entry.</summary>
internal sealed record CorrectionBody : IBody<CorrectionBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","correction_id":"k-1","amount_minor":-500,
         "note":"measured again"}
        """;

    [Description("The settled market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Description("Chosen by you, unique for the seller: the idempotency key.")]
    public string? CorrectionId { get; init; }

    [Description("Minor units added to what the seller owes; negative in its favour.")]
    public required long AmountMinor { get; init; }

    [Description("If given, it must be the market's currency.")]
    public string? Currency { get; init; }

    [Description("Why: 1 to 200 characters.")]
    public required string Note { get; init; }

    public static CorrectionBody Read(Members members)
    {
        var body = new CorrectionBody
        {
            Market = members.Market(),
            CorrectionId = members.Id("correction_id"),
            AmountMinor = members.Number("amount_minor"),
            Currency = members.TextIfAny("currency"),
            Note = members.Text("note"),
        };
        members.RefuseOthers();
        return body;
    }
}
