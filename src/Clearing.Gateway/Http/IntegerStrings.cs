namespace Clearing.Gateway;

/// <summary>
/// The preference <c>int64=string</c>: integers of 64 bits and more are strings of digits.
/// </summary>
/// <remarks>
/// JavaScript rounds numbers beyond 2^53. It is on request, since a number is exact in every
/// language that has integers, and answers must stay as they are for clients that count on that.
/// </remarks>
internal static class IntegerStrings
{
    private static readonly AsyncLocal<bool> OfThisCall = new();

    /// <summary>The preference, as a call asks for it and its answer confirms it.</summary>
    public const string Preference = "int64=string";

    /// <summary>True if the running call wants them.</summary>
    public static bool Wanted
    {
        get => OfThisCall.Value;
        set => OfThisCall.Value = value;
    }
}
