using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Settings;
using Clearing.Silo;

namespace Clearing.Gateway.Tests;

/// <summary>What <c>clearing-silo schema</c> says about the tables that it makes.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-schema-").FullName;

    private string Database => Path.Combine(_folder, "c.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_names_the_file_of_the_tables()
    {
        var said = new StringWriter();

        await SchemaCommand.Run(new ServerOptions { Path = Database }, scripts: null, said);

        Assert.Equal($"The journal's tables are in the file {Database}.\n", said.ToString());
    }

    [Fact]
    public async Task It_refuses_scripts_that_it_would_not_run()
    {
        var wrong = await Assert.ThrowsAsync<WrongSettingException>(() =>
            SchemaCommand.Run(new ServerOptions { Path = Database }, _folder, TextWriter.Null));

        Assert.StartsWith("--scripts has no effect: Cluster:Clustering is Localhost", wrong.Message);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task It_refuses_a_journal_that_has_no_tables()
    {
        var wrong = await Assert.ThrowsAsync<WrongSettingException>(() => SchemaCommand.Run(
            new ServerOptions { Provider = JournalProvider.Memory }, scripts: null, TextWriter.Null));

        Assert.Equal("Journal:Provider is Memory, which has no tables to install.", wrong.Message);
    }
}
