using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Units;

/// <summary>What the note of an operator may be: 1 to 200 characters, not blanks alone.</summary>
public static class NoteRule
{
    /// <summary>The most characters that a note may have.</summary>
    public const int MaxLength = 200;

    /// <summary>True if the text may be a note; false for null and for blanks alone.</summary>
    /// <param name="note">The text.</param>
    public static bool Allows([NotNullWhen(true)] string? note) =>
        note is { Length: <= MaxLength } && !string.IsNullOrWhiteSpace(note);
}
