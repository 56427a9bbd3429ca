using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Reads an operator's reason from the header <c>Audit-Reason</c>.</summary>
internal static class ActReason
{
    /// <summary>The header's name.</summary>
    public const string Header = "Audit-Reason";

    /// <summary>The reason, or null if there is none; and the problem if it is malformed.</summary>
    public static (string? Reason, Problem? Wrong) Of(HttpRequest request)
    {
        var sent = request.Headers[Header];
        if (sent.Count == 0) { return (null, null); }
        return sent.Count == 1 && NoteRule.Allows(sent[0])
            ? (sent[0], null)
            : (null, Problem.Of(
                Codes.FieldInvalid, Header, sent.ToString(), NoteRule.MaxLength,
                "must be given once, with 1 to 200 characters that are not all blank"));
    }
}
