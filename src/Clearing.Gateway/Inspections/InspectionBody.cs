using System.ComponentModel.DataAnnotations;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Whose sealed bids an operator inspects, and why.</summary>
internal sealed record InspectionBody : IBody<InspectionBody>
{
    public static string Example =>
        """
        {"inspection_id":"i-1","reason":"complaint 118: a bid under a wrong name","seller":"acme"}
        """;

    [CommandId]
    [Description("Chosen by you, unique among the market's inspections: the idempotency key. Those "
        + "that begin with preview/ are of dry runs of a clearing.")]
    public string? InspectionId { get; init; }

    [Length(1, NoteRule.MaxLength)]
    [Description("The reason; it is kept in the journal for auditors.")]
    public required string Reason { get; init; }

    [IdText]
    [Description("The seller whose bids are shown; those of all sellers if it is left out.")]
    public string? Seller { get; init; }

    internal Inspection ToInspection(string by) => new(InspectionId!, by, Reason, Seller);
}
