using System.ComponentModel.DataAnnotations;

namespace Clearing.Gateway;

/// <summary>An operator's reason for an act.</summary>
internal sealed record NoteBody : IBody<NoteBody>
{
    public static string Example =>
        """
        {"note":"the sprinklers are being checked"}
        """;

    [Length(1, NoteRule.MaxLength), Description("The reason; it is kept in the journal.")]
    public required string Note { get; init; }
}
