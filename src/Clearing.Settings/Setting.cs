using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Clearing.Settings;

/// <summary>One setting, declared by a property.</summary>
internal sealed class Setting(PropertyInfo property)
{
    private readonly Type _type =
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    public string Name => property.Name;

    /// <summary>Its full name; those of its own settings if it is a section.</summary>
    public IEnumerable<string> Names(string section) => ElementType is null && IsSection
        ? SettingSection.Names(_type, $"{section}:{Name}")
        : [$"{section}:{Name}"];

    /// <summary>Sets the property if the section has the setting.</summary>
    public void Read(IConfigurationSection section, object target)
    {
        var place = section.GetSection(Name);
        if (ElementType is { } element)
        {
            if (place.GetChildren().Any()) { property.SetValue(target, List(place, element)); }
            else if (place.Value is not null)
            {
                throw Wrong(place, $"a list: {place.Path}:0 and so on");
            }
            return;
        }
        if (IsSection)
        {
            property.SetValue(target, SettingSection.Read(_type, place, []));
            return;
        }
        if (place.GetChildren().FirstOrDefault() is { } within)
        {
            throw new WrongSettingException(
                $"{within.Path} is not a setting: {place.Path} has no settings of its own.");
        }
        if (place.Value is not null) { property.SetValue(target, Value(place, _type)); }
    }

    private Type? ElementType =>
        _type.IsGenericType && _type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? _type.GetGenericArguments()[0]
            : null;

    private bool IsSection => _type.IsClass && _type != typeof(string);

    private Array List(IConfigurationSection place, Type element)
    {
        var children = place.GetChildren().ToArray();
        var list = Array.CreateInstance(element, children.Length);
        for (var i = 0; i < children.Length; i++) { list.SetValue(Value(children[i], element), i); }
        return list;
    }

    private object Value(IConfigurationSection place, Type type)
    {
        if (string.IsNullOrWhiteSpace(place.Value))
        {
            throw new WrongSettingException($"{place.Path} is empty; leave it out or fill it in.");
        }
        return type == typeof(string) ? Text(place)
            : type == typeof(bool) ? Flag(place)
            : type == typeof(int) ? (int)Number(place, int.MinValue, int.MaxValue)
            : type == typeof(long) ? Number(place, long.MinValue, long.MaxValue)
            : type == typeof(TimeSpan) ? Time(place)
            : type.IsEnum ? Word(place, type)
            : throw new NotSupportedException($"No setting is read into a {type}.");
    }

    private string Text(IConfigurationSection place)
    {
        var text = place.Value!;
        if (property.IsDefined(typeof(DatabaseSettingAttribute)))
        {
            CheckDatabase(place.Path, text);
        }
        return property.GetCustomAttribute<SettingFormAttribute>() is { } form && !form.Fits(text)
            ? throw Wrong(place, form.Allowed)
            : text;
    }

    // The text may hold a password, so no message shows it.
    private static void CheckDatabase(string path, string text)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(text) is { Host: null })
            {
                throw new ArgumentException("it names no Host");
            }
        }
        catch (ArgumentException wrong)
        {
            throw new WrongSettingException(
                $"{path} is no connection string of PostgreSQL: {wrong.Message}", wrong);
        }
    }

    private static bool Flag(IConfigurationSection place) =>
        bool.TryParse(place.Value, out var flag) ? flag : throw Wrong(place, "true or false");

    private long Number(IConfigurationSection place, long min, long max)
    {
        if (property.GetCustomAttribute<SettingRangeAttribute>() is { } range)
        {
            (min, max) = (range.Min, range.Max);
        }
        return long.TryParse(
                place.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var number)
            && number >= min && number <= max
            ? number
            : throw Wrong(place, $"a whole number from {min} to {max}");
    }

    private TimeSpan Time(IConfigurationSection place)
    {
        var range = property.GetCustomAttribute<SettingTimeAttribute>();
        var (min, max) = (range?.Min ?? TimeSpan.Zero, range?.Max ?? TimeSpan.MaxValue);
        // A plain number would be parsed as days.
        return place.Value!.Contains(':')
            && TimeSpan.TryParseExact(
                place.Value, ["c", @"h\:mm\:ss", @"h\:mm\:ss\.FFFFFFF"],
                CultureInfo.InvariantCulture, out var time)
            && time >= min && time <= max
            ? time
            : throw Wrong(
                place, $"a time from {min:c} to {max:c}, such as 00:00:30 for 30 seconds");
    }

    private static object Word(IConfigurationSection place, Type type) =>
        Array.Find(Enum.GetNames(type), known =>
            known.Equals(place.Value, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse(type, found)
            : throw Wrong(place, $"one of {string.Join(", ", Enum.GetNames(type))}");

    private static WrongSettingException Wrong(IConfigurationSection place, string allowed) =>
        new($"{place.Path} is '{place.Value}'; it must be {allowed}.");
}
