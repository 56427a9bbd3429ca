namespace Clearing.Gateway;

/// <summary>
/// The preference <c>int64=string</c>: integers of 64 bits or more become strings of digits.
/// </summary>
/// <remarks>
/// JavaScript rounds numbers beyond 2^53. Strings are sent only on request, because every language
/// with integers reads numbers exactly, and existing clients rely on numbers.
/// </remarks>
internal static class IntegerStrings
{
    private static readonly AsyncLocal<bool> OfThisCall = new();

    /// <summary>The preference as written in a call and confirmed in its answer.</summary>
    public const string Preference = "int64=string";

    /// <summary>True if the running call prefers strings.</summary>
    public static bool Wanted
    {
        get => OfThisCall.Value;
        set => OfThisCall.Value = value;
    }
}
