using System.Text;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clearing.Cluster.Tests.Settings;

/// <summary>No silo starts while the erasure of a seller is not finished.</summary>
public sealed class UnfinishedErasureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-unfinished-");

    private string Database => Path.Combine(_folder.FullName, "c.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("erasure_begun")]
    [InlineData("erasure_begun", "stream_rewritten")]
    [InlineData("erasure_begun", "seller_erased", "erasure_begun")]
    public async Task A_silo_does_not_start_while_an_erasure_is_open(params string[] record)
    {
        await Write(record);
        var refused = await Assert.ThrowsAsync<WrongSettingException>(Start);
        Assert.Contains("finish it with `clearing erase`", refused.Message, StringComparison.Ordinal);

        // It left the journal to the command that finishes the erasure.
        await using var journal = Journals.Open(new() { Path = Database }, TimeProvider.System);
    }

    [Theory]
    [InlineData]
    [InlineData("erasure_begun", "stream_rewritten", "seller_erased")]
    public async Task It_starts_once_every_erasure_has_ended(params string[] record)
    {
        await Write(record);
        await Start();
    }

    private async Task Write(string[] record)
    {
        await using var journal = Journals.Open(new() { Path = Database }, TimeProvider.System);
        if (record.Length == 0) { return; }
        await journal.Append(
            "erased", 0, [.. record.Select(type => new NewEvent(type, Encoding.UTF8.GetBytes("{}")))]);
    }

    private async Task Start()
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.AddClearingCluster(new ServerOptions
        {
            Provider = JournalProvider.Sqlite,
            Unsealed = true,
            Path = Database,
        });
        var host = builder.Build();
        host.Services.GetRequiredService<GroupCommitJournal>();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
