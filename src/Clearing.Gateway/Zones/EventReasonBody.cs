using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Why an operator decides so on a planned event.</summary>
internal sealed record EventReasonBody : IBody<EventReasonBody>
{
    public static string Example => """{"reason":"as agreed with the seller"}""";

    [Text(NoteRule.MaxLength), Description("Why: 1 to 200 characters, which the seller sees too.")]
    public required string Reason { get; init; }
}
