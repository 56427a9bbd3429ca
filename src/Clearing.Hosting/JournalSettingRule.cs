using Clearing.Journal;

namespace Clearing.Hosting;

/// <summary>
/// Refuses settings of the section <c>Journal</c> that the journal's provider does not read: who
/// named them expects another journal than the one that would be opened.
/// </summary>
/// <remarks>
/// A file may be named beside another provider: an image for containers names one for all.
/// </remarks>
internal static class JournalSettingRule
{
    private static readonly string[] OfPostgreSql =
    [
        nameof(ServerOptions.ConnectionString), nameof(ServerOptions.Schema),
        nameof(ServerOptions.Writers), nameof(ServerOptions.MaxClockSkew),
    ];

    /// <summary>Checks the settings that are named, whatever their values.</summary>
    /// <param name="section">The section <c>Journal</c>.</param>
    /// <param name="provider">The provider that it names, or the default.</param>
    /// <exception cref="WrongSettingException">A setting would have no effect.</exception>
    public static void Check(IConfigurationSection section, JournalProvider provider)
    {
        if (provider == JournalProvider.PostgreSql
            || OfPostgreSql.FirstOrDefault(name => section[name] is not null) is not { } named)
        {
            return;
        }
        throw new WrongSettingException(
            $"{section.Path}:{named} has no effect: {section.Path}:Provider is {provider}. Leave it out, "
            + $"or set {section.Path}:Provider to PostgreSql.");
    }
}
