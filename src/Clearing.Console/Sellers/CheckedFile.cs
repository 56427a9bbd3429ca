using System.Text;
using Clearing.Formats;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Sellers;

/// <summary>A file of bids that was read: its bids, or every rule that it breaks.</summary>
/// <param name="Bids">Null if a rule is broken.</param>
/// <param name="Failure">Null if none is.</param>
/// <param name="Errors">Every broken rule, at most a hundred.</param>
/// <param name="Lines">The lines of the file that break a rule, with the rule.</param>
public sealed record CheckedFile(
    BidTable? Bids, Failure? Failure, ImmutableArray<FileError> Errors, string Lines)
{
    internal static CheckedFile Of(byte[] csv, (BidTable? Bids, Problem? Wrong) parsed)
    {
        if (parsed.Wrong is not { } wrong) { return new(parsed.Bids, null, [], ""); }
        ImmutableArray<FileError> errors =
        [
            .. (wrong.Errors ?? []).Select(error =>
                new FileError(error.Line, error.Field, error.Value ?? "", error.Rule)),
        ];
        return new(null, Failure.Of(wrong), errors, Annotated(csv, errors));
    }

    // The file with a further column that says what is wrong; it is empty for rows that are
    // correct.
    private static string Annotated(byte[] csv, ImmutableArray<FileError> errors)
    {
        var byLine = errors.Where(error => error.Line is not null)
            .ToLookup(error => error.Line!.Value, error => $"{error.Column}: {error.Rule}");
        var lines = Encoding.UTF8.GetString(csv).Split('\n').Select(line => line.TrimEnd('\r'))
            .ToArray();
        return string.Join("\r\n", lines.Select((line, index) =>
            line.Length == 0 ? line
            : index == 0 ? line + ",what_is_wrong"
            : $"{line},\"{string.Join("; ", byLine[index + 1]).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
