using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Why an operator looks at sealed bids, and whose.</summary>
internal sealed record InspectionBody : IBody<InspectionBody>
{
    public static string Example =>
        """
        {"inspection_id":"i-1","reason":"complaint 118: a bid under a wrong name","seller":"acme"}
        """;

    private const int Longest = 200;

    [Description("Chosen by you, unique among the market's inspections: the idempotency key.")]
    public string? InspectionId { get; init; }

    [Description("Why: 1 to 200 characters; kept in the journal for auditors.")]
    public required string Reason { get; init; }

    [Description("Whose bids; left out for those of all sellers.")]
    public string? Seller { get; init; }

    public static InspectionBody Read(Members members)
    {
        var body = new InspectionBody
        {
            InspectionId = members.Id("inspection_id"),
            Reason = members.TextWithin("reason", Longest),
            Seller = members.TextIfAny("seller"),
        };
        members.RefuseOthers();
        return body;
    }

    internal Inspection ToInspection(string by) => new(InspectionId!, by, Reason, Seller);
}
