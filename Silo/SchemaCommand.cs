using Clearing.Hosting;
using Clearing.Journal;

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
        await using (Journals.Open(options.ToJournal(), TimeProvider.System))
        {
            await output.WriteLineAsync("The journal's tables are there.");
        }
        if (options.Cluster.Clustering != Clustering.PostgreSql) { return; }
        var run = OrleansSchema.Install(options.Cluster.ConnectionString!, scripts);
        await output.WriteLineAsync(run.Count == 0
            ? "Orleans' tables were there."
            : $"Ran {string.Join(", ", run)}.");
    }
}
