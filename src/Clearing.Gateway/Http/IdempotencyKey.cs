using System.Text.RegularExpressions;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Reads a command's id from the header <c>Idempotency-Key</c>.</summary>
/// <remarks>
/// The header is a structured field (RFC 9651), a string in quotes: <c>"b-1"</c> names the same
/// command as <c>b-1</c> without quotes, which many programs send.
/// </remarks>
internal static partial class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The id, or null if there is none; and the problem if it is malformed.</summary>
    public static (string? Key, Problem? Wrong) Of(HttpRequest request)
    {
        var sent = request.Headers[Header];
        if (sent.Count == 0) { return (null, null); }
        if (sent.Count > 1) { return (null, Wrong(sent.ToString(), "must be there only once")); }
        var text = sent[0] ?? "";
        if (text.Length == 0) { return (null, Wrong(text, "must not be empty")); }
        if (text[0] == '"')
        {
            if (QuotedText().Match(text) is not { Success: true } quoted)
            {
                return (null, Wrong(
                    text, "must be one text that is not empty, with a quote at its start and its end"));
            }
            text = Escaped().Replace(quoted.Groups[1].Value, "$1");
        }
        return IdRule.Allows(text)
            ? (text, null)
            : (null, Wrong(text, "must be 1 to 128 printable ASCII characters without spaces"));
    }

    private static Problem Wrong(string value, string rule) =>
        Problem.Of(Codes.FieldInvalid, Header, value, detail: rule);

    [GeneratedRegex("""^"((?:[^"\\]|\\["\\])+)"\z""")]
    private static partial Regex QuotedText();

    [GeneratedRegex("""\\(["\\])""")]
    private static partial Regex Escaped();
}
