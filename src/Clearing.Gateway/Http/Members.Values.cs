using System.Globalization;
using System.Text;
using System.Text.Json;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Days, amounts of 128 bits, and objects with a reader of their own.</summary>
internal sealed partial class Members
{
    /// <summary>A date that must be there.</summary>
    public DateOnly Day(string name)
    {
        if (Required(name) is not { } member) { return default; }
        if (member.Kind == JsonValueKind.String && DayOf(member.Text) is { } day) { return day; }
        Wrong(member, "must be a date such as 2026-10-01");
        return default;
    }

    /// <summary>Reads a date as <c>2026-10-01</c>; null if it is none.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>A word that must be there.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Find(name) is null or { Kind: JsonValueKind.Null }) { Missing(name); }
        return WordIfAny(name, words) ?? default;
    }

    /// <summary>An amount that must be there; what is beyond 63 bits the rules refuse.</summary>
    public Int128 Amount(string name) => Required(name) is { } member ? Amount(member) : 0;

    /// <summary>An amount that may be left out.</summary>
    public Int128? AmountIfAny(string name) =>
        Optional(name) is { } member ? Amount(member) : null;

    /// <summary>An object that may be left out, read by another reader with its errors.</summary>
    public T? ObjectIfAny<T>(string name, Func<JsonPlace, FormatErrors, T> read)
        where T : class
    {
        if (Optional(name) is not { } member) { return null; }
        var errors = new FormatErrors("body");
        var value = read(member, errors);
        foreach (var error in errors.Kept)
        {
            Keep(new(NameOf(error.Place), error.Value, null, error.Rule));
        }
        return value;
    }

    private Int128 Amount(JsonPlace member)
    {
        if (member.Kind != JsonValueKind.Number)
        {
            Wrong(member, "must be a whole number, not in quotes");
        }
        else if (Integers.ReadWide(Encoding.ASCII.GetBytes(member.Text), out var value) is { } rule)
        {
            Wrong(member, rule);
        }
        else
        {
            return value;
        }
        return 0;
    }
}
