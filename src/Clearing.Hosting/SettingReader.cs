using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Clearing.Hosting;

/// <summary>
/// Reads one section of the configuration and refuses what it does not understand.
/// </summary>
/// <param name="section">The section.</param>
internal sealed class SettingReader(IConfigurationSection section)
{
    private readonly List<string> _known = [];

    /// <summary>A text; the default where it is missing.</summary>
    internal string? Text(string name, string? otherwise)
    {
        _known.Add(name);
        if (section[name] is not { } text) { return otherwise; }
        return string.IsNullOrWhiteSpace(text)
            ? throw new WrongSettingException($"{section.Path}:{name} is empty; leave it out or fill it in.")
            : text;
    }

    /// <summary>A name of a certain form; the default where it is missing.</summary>
    internal string Name(string name, string otherwise, Regex form, string allowed)
    {
        var text = Text(name, otherwise)!;
        return form.IsMatch(text) ? text : throw Wrong(name, text, allowed);
    }

    /// <summary>A connection string of PostgreSQL; the default where it is missing.</summary>
    /// <remarks>The text may hold a password, so no message shows it.</remarks>
    internal string? Database(string name, string? otherwise)
    {
        if (Text(name, null) is not { } text) { return otherwise; }
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host: not null }
                ? text
                : throw new ArgumentException("it names no Host");
        }
        catch (ArgumentException wrong)
        {
            throw new WrongSettingException(
                $"{section.Path}:{name} is no connection string of PostgreSQL: {wrong.Message}", wrong);
        }
    }

    /// <summary>A whole number in a range; null where it is missing.</summary>
    internal int? Number(string name, int least, int most)
    {
        if (Text(name, null) is not { } text) { return null; }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw Wrong(name, text, $"a whole number from {least} to {most}");
    }

    /// <summary>One of an enum's names, in any case; the default where it is missing.</summary>
    internal T OneOf<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Text(name, null) is not { } text) { return otherwise; }
        return Array.Find(
                Enum.GetNames<T>(), known => known.Equals(text, StringComparison.OrdinalIgnoreCase))
            is { } found
            ? Enum.Parse<T>(found)
            : throw Wrong(name, text, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>
    /// Refuses settings that nothing asked for: a misspelt one must not be passed over.
    /// </summary>
    internal void NothingElse()
    {
        var strange = section.GetChildren()
            .FirstOrDefault(child => !_known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (strange is not null)
        {
            throw new WrongSettingException(
                $"{strange.Path} is not a setting; known are {string.Join(", ", _known)}.");
        }
    }

    private WrongSettingException Wrong(string name, string text, string allowed) =>
        new($"{section.Path}:{name} is '{text}'; it must be {allowed}.");
}
