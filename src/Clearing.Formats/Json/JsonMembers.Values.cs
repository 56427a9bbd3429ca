using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Values that may be null, amounts of 128 bits, and days.</summary>
public sealed partial class JsonMembers
{
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    // Stands for an invalid day, so that reading can continue.
    private static readonly DateOnly Otherwise = new(2000, 1, 1);

    /// <summary>A member of any kind; null if there is none or it is null.</summary>
    internal JsonPlace? NotNull(string key) =>
        Any(key) is { Kind: not JsonValueKind.Null } member ? member : null;

    /// <summary>An integer that may be left out or null.</summary>
    internal long? NumberOrNull(
        string key, long least = long.MinValue, long most = long.MaxValue) =>
        NotNull(key) is { } member ? Integer(member, least, most) : null;

    /// <summary>An integer that is required, but may be null.</summary>
    internal long? NumberEvenNull(
        string key, long least = long.MinValue, long most = long.MaxValue)
    {
        Required(key);
        return NumberOrNull(key, least, most);
    }

    /// <summary>An integer of up to 128 bits that is required.</summary>
    internal Int128 Amount(string key) => Required(key) is { } member ? Amount(member) : 0;

    /// <summary>An integer of up to 128 bits that may be left out or null.</summary>
    internal Int128? AmountOrNull(string key) =>
        NotNull(key) is { } member ? Amount(member) : null;

    /// <summary>An integer of up to 128 bits.</summary>
    internal Int128 Amount(JsonPlace member)
    {
        if (!member.IsNumber)
        {
            _errors.Add(member, "must be a whole number, not in quotes");
            return 0;
        }
        if (Integers.ReadWide(Encoding.ASCII.GetBytes(member.Text), out var value) is { } rule)
        {
            _errors.Add(member, rule);
        }
        return value;
    }

    /// <summary>A date that is required.</summary>
    internal DateOnly Day(string key) => Required(key) is { } member ? Day(member) : Otherwise;

    /// <summary>
    /// Reads a date such as <c>2026-10-01</c> in the years 1900 to 2999; null if it is not one.
    /// </summary>
    /// <param name="text">The text.</param>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? day
            : null;

    /// <summary>A date as <c>2026-10-01</c>.</summary>
    internal DateOnly Day(JsonPlace member)
    {
        if (member.Kind == JsonValueKind.String && DayOf(member.Text) is { } day) { return day; }
        _errors.Add(member, "must be a date of 1900 to 2999, such as \"2026-10-01\"");
        return Otherwise;
    }

    /// <summary>The elements of an array that may be left out or null.</summary>
    internal IEnumerable<JsonPlace> ListIfAny(string key) =>
        NotNull(key) is null ? [] : List(key);

    /// <summary>The members of an object that is required.</summary>
    internal JsonMembers Object(string key) =>
        new(Required(key) ?? new JsonPlace(_place, key, JsonValueKind.Object, "", 0), _errors);

    /// <summary>The members of an object at a place.</summary>
    internal JsonMembers At(JsonPlace place) => new(place, _errors);

    /// <summary>Two elements of an array; an error and null if it is not one of two.</summary>
    internal (JsonPlace First, JsonPlace Second)? Pair(JsonPlace place)
    {
        if (place.Kind == JsonValueKind.Array && place.Elements.Count == 2)
        {
            return (place.Elements[0], place.Elements[1]);
        }
        _errors.Add(place, "must be an array of two");
        return null;
    }

    /// <summary>Adds an error: a value breaks a rule.</summary>
    internal void Refuse(JsonPlace place, string rule) => _errors.Add(place, rule);

    /// <summary>Adds an error: the object itself breaks a rule.</summary>
    internal void Refuse(string rule) => _errors.Add(_place.Line, _place.Path, rule);
}
