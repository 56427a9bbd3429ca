using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Settings;
using Npgsql;

namespace Clearing.Silo;

/// <summary>
/// <c>clearing-silo schema</c>: installs the tables, before the first start or an upgrade.
/// </summary>
internal static class SchemaCommand
{
    /// <summary>The word that asks for it, first on the command line.</summary>
    internal const string Word = "schema";

    /// <summary>The name of the folder of Orleans' scripts on the command line.</summary>
    internal const string Scripts = "scripts";

    /// <summary>Creates missing tables; running it again changes nothing.</summary>
    /// <param name="options">The options with the databases.</param>
    /// <param name="scripts">
    /// The folder of Orleans' scripts; needed when its tables are missing.
    /// </param>
    /// <param name="output">Receives a report of what was done.</param>
    internal static async Task Run(ServerOptions options, string? scripts, TextWriter output)
    {
        options.Check();
        if (options.Provider == JournalProvider.Memory)
        {
            throw new WrongSettingException("Journal:Provider is Memory, which has no tables to install.");
        }
        if (scripts is not null && options.Cluster.Clustering != Clustering.PostgreSql)
        {
            throw new WrongSettingException(
                $"--scripts has no effect: Cluster:Clustering is {options.Cluster.Clustering}, and Orleans' "
                + "tables are for Cluster:Clustering PostgreSql.");
        }
        await using (Journals.Open(options.ToJournal(), TimeProvider.System))
        {
            await output.WriteLineAsync($"The journal's tables are in {Place(options)}.");
        }
        if (options.Cluster.Clustering != Clustering.PostgreSql) { return; }
        var run = OrleansSchema.Install(options.Cluster.ConnectionString!, scripts);
        await output.WriteLineAsync(run.Count == 0
            ? $"Orleans' tables were already in {Database(options.Cluster.ConnectionString!)}."
            : $"Ran {string.Join(", ", run)} in {Database(options.Cluster.ConnectionString!)}.");
    }

    private static string Place(ServerOptions options) => options.Provider == JournalProvider.Sqlite
        ? $"the file {Path.GetFullPath(options.Path)}"
        : $"{Database(options.ConnectionString!)}, schema {options.Schema}";

    // Nothing else of a connection string is shown: it may have a password.
    private static string Database(string connectionString)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        return $"the database {at.Database ?? at.Username} at {at.Host}:{at.Port}";
    }
}
