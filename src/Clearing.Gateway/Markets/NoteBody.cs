namespace Clearing.Gateway;

/// <summary>Why an operator does something.</summary>
internal sealed record NoteBody : IBody<NoteBody>
{
    public static string Example =>
        """
        {"note":"the sprinklers are being checked"}
        """;

    private const int Longest = 200;

    [Description("Why: 1 to 200 characters; kept in the journal.")]
    public required string Note { get; init; }

    public static NoteBody Read(Members members)
    {
        var body = new NoteBody { Note = members.TextWithin("note", Longest) };
        members.RefuseOthers();
        return body;
    }
}
