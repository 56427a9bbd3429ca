using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Remote;

/// <summary>
/// Formats a server's answers for people. Units follow from the members' names.
/// </summary>
internal static class Shown
{
    private static readonly string[] Units = ["_micros", "_minor"];

    /// <summary>A member's name in words, without its unit.</summary>
    internal static string Title(string member)
    {
        var unit = Array.Find(Units, end => member.EndsWith(end, StringComparison.Ordinal)) ?? "";
        return Printable(member[..^unit.Length].Replace('_', ' '));
    }

    /// <summary>
    /// A member's value: fees and money in major units, volumes in groups of three.
    /// </summary>
    /// <param name="member">Its name, which ends with its unit.</param>
    /// <param name="value">Its value.</param>
    /// <param name="exponent">Decimal digits of money; without it money is shown in minor units.</param>
    internal static string Value(string member, JsonNode? value, int? exponent = null)
    {
        if (value is null) { return "-"; }
        if (value.GetValueKind() != JsonValueKind.Number) { return Printable(value.ToString()); }
        var number = Int128.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return member.EndsWith("_micros", StringComparison.Ordinal) ? Text.Fee(
            new Fee((long)number))
            : member.EndsWith("_minor", StringComparison.Ordinal) ? exponent is { } digits
                ? Text.Money(new Money(number), digits)
                : $"{Text.Of(number)} minor"
            : member is "round" or "last_round" or "closed_round" ? value.ToJsonString()
            : Text.Of(number);
    }

    /// <summary>
    /// Escapes text from a server that could control the terminal or its direction.
    /// </summary>
    internal static string Printable(string text) => PlainText.OneLine(text);
}
