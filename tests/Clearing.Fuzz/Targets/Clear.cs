using Clearing.Formats;

namespace Clearing.Fuzz;

/// <summary>What a clear error is: one line, not long, that says something.</summary>
internal static class Clear
{
    private const int MaxLength = 2_000;

    /// <summary>Checks the errors of a file: some if and only if there is no value.</summary>
    public static void Errors(FormatErrors errors, bool refused)
    {
        if (refused != errors.Count > 0) { throw new NotClearException("no value and no error"); }
        foreach (var error in errors.Kept) { Text(error.ToString()); }
    }

    /// <summary>Checks an error's text.</summary>
    public static void Text(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            throw new NotClearException($"an error of {text?.Length ?? 0} characters");
        }
        if (text.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            throw new NotClearException($"an error with a control character: {text}");
        }
    }
}

/// <summary>An error says nothing, or says it in a way that harms a terminal or a log.</summary>
internal sealed class NotClearException(string message) : Exception(message);
