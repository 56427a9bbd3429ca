using System.Text.Json;

namespace Clearing.Market.Tests;

/// <summary>
/// The whole content of a value as text, to compare two of them to the last byte.
/// </summary>
internal static class WholeText
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value);
}
