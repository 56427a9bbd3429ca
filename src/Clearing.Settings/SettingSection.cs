using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Clearing.Settings;

/// <summary>
/// Reads a configuration section into a type whose properties are its settings. Unknown names and
/// wrong values are refused; missing settings keep their defaults.
/// </summary>
public static class SettingSection
{
    /// <summary>Reads a section.</summary>
    /// <typeparam name="T">
    /// The type of the settings. Each settable property is a setting; attributes give its range or
    /// form. A property whose type is a class is a nested section.
    /// </typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section's path, such as <c>Gateway:Auth</c>.</param>
    /// <param name="othersToo">Names that other code reads from the same section.</param>
    /// <exception cref="WrongSettingException">
    /// A value is wrong or a name is unknown; the message names the setting, its value and what is
    /// allowed.
    /// </exception>
    public static T Read<T>(
        IConfiguration configuration, string section, params IReadOnlyCollection<string> othersToo)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(othersToo);
        return (T)Read(typeof(T), configuration.GetSection(section), othersToo);
    }

    /// <summary>Refuses sections whose name is a misspelling of a known one.</summary>
    /// <remarks>
    /// A configuration also holds unrelated sections, for instance from environment variables, so
    /// only names near a known one are refused.
    /// </remarks>
    /// <param name="configuration">The configuration.</param>
    /// <param name="known">The names of the known sections.</param>
    /// <exception cref="WrongSettingException">A name is misspelt.</exception>
    public static void RefuseMisspelt(
        IConfiguration configuration, params IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var section in configuration.GetChildren().Where(child => child.GetChildren().Any()))
        {
            if (!known.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
                && NearestName.Of(section.Key, known) is { } meant)
            {
                throw new WrongSettingException(
                    $"{section.Key} is not a section of settings; did you mean {meant}?");
            }
        }
    }

    internal static object Read(
        Type type, IConfigurationSection section, IReadOnlyCollection<string> othersToo)
    {
        var settings = Of(type);
        RefuseUnknown(section, [.. settings.Select(setting => setting.Name)], othersToo);
        var read = Activator.CreateInstance(type)!;
        foreach (var setting in settings) { setting.Read(section, read); }
        return read;
    }

    /// <summary>The full names of a section's settings, those of nested sections too.</summary>
    internal static IEnumerable<string> Names(Type type, string section) =>
        Of(type).SelectMany(setting => setting.Names(section));

    private static Setting[] Of(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true }
                && !property.IsDefined(typeof(NotASettingAttribute)))
            .Select(property => new Setting(property)),
    ];

    private static void RefuseUnknown(
        IConfigurationSection section, string[] known, IReadOnlyCollection<string> othersToo)
    {
        if (section.Value is { Length: > 0 } value)
        {
            throw new WrongSettingException(
                $"{section.Path} is '{value}'; it must be a section with {string.Join(", ", known)}.");
        }
        string[] all = [.. known.Union(othersToo)];
        var strange = section.GetChildren().FirstOrDefault(
            child => !all.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (strange is not null)
        {
            var meant = NearestName.Of(strange.Key, all) is { } near
                ? $"did you mean {section.Path}:{near}? Known"
                : "known";
            throw new WrongSettingException(
                $"{strange.Path} is not a setting; {meant} are {string.Join(", ", all)}.");
        }
    }
}
