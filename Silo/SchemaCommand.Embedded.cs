using Clearing.Journal;

namespace Clearing.Silo;

/// <summary>
/// <c>clearing-silo schema</c>: installs the tables, before the first start or an upgrade.
/// </summary>
internal static class SchemaCommand
{
    /// <summary>Creates what is missing; running it again changes nothing.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="scripts">A folder of Orleans' scripts: this engine needs none.</param>
    /// <param name="output">Is told what was done.</param>
    internal static async Task Run(SiloOptions options, string? scripts, TextWriter output)
    {
        options.Check();
        if (scripts is not null)
        {
            throw new WrongSettingException(
                "--scripts belongs to the Orleans engine; this server has the embedded one.");
        }
        await using (Journals.Open(options.ToJournal(), TimeProvider.System))
        {
            await output.WriteLineAsync("The journal's tables are there.");
        }
    }
}
