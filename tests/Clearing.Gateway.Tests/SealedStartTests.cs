using System.Text;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Sealing;
using Clearing.Settings;
using Microsoft.AspNetCore.Builder;

namespace Clearing.Gateway.Tests;

/// <summary>
/// A journal is sealed in Production unless the operator explicitly starts it unsealed.
/// </summary>
public sealed class SealedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-sealed-").FullName;

    private string Database => Path.Combine(_folder, "c.db");

    private string Keys => Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Production_does_not_start_without_a_key_file_and_opens_no_journal()
    {
        var said = Refused();

        Assert.Contains("no key file is configured: name Journal:KeyFile", said);
        Assert.Contains("--unsealed", said);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public void Sealed_from_the_start_needs_a_key_file() => Assert.Contains(
        "Journal:SealedFromStart needs Journal:KeyFile",
        Refused("--unsealed", "--Journal:SealedFromStart", "true"));

    [Fact]
    public void Unsealed_and_a_key_file_contradict_each_other()
    {
        KeyFile.Add(Keys, "k1", SystemSecrets.Instance);

        Assert.Contains("contradicts", Refused("--unsealed", "--Journal:KeyFile", Keys));
    }

    [Fact]
    public void A_key_file_that_others_may_read_ends_the_start()
    {
        KeyFile.Add(Keys, "k1", SystemSecrets.Instance);
        if (OperatingSystem.IsWindows()) { return; }
        File.SetUnixFileMode(Keys, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("make its mode 0600", Refused("--Journal:KeyFile", Keys));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_sealed_journal_starts_with_its_own_key_file_alone()
    {
        KeyFile.Add(Keys, "k1", SystemSecrets.Instance);
        await Started("--Journal:KeyFile", Keys);
        var others = Path.Combine(_folder, "others");
        KeyFile.Add(others, "k1", SystemSecrets.Instance);

        Assert.Contains("the journal is sealed", Refused("--unsealed"));
        Assert.Contains("is not this journal's", Refused("--Journal:KeyFile", others));
        await Started("--Journal:KeyFile", Keys);
    }

    [Fact]
    public async Task A_key_that_was_added_to_the_table_ends_the_start_and_is_named()
    {
        KeyFile.Add(Keys, "k1", SystemSecrets.Instance);
        await Started("--Journal:KeyFile", Keys);
        await using (var table = Journals.OpenKeys(new JournalOptions { Path = Database }))
        {
            await table.Add(
                [new(KeyScope.Sellers, 2, StoredKey.Clear, new byte[DataKey.SecretBytes])]);
        }

        var said = Refused("--Journal:KeyFile", Keys);

        Assert.Contains("Key 2 of 'sellers' is stored in clear", said);
        Assert.DoesNotContain("is not this journal's", said);
    }

    [Fact]
    public async Task The_files_of_a_journal_are_readable_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows()) { return; }
        await Started("--unsealed");

        foreach (var file in Directory.GetFiles(_folder))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_bid_stands_nowhere_in_the_files_of_a_sealed_journal()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        try
        {
            var market = await server.OpenMarket();
            var placed = await server.Send("POST", "/v1/sellers/acme/bids", $$"""
                {"market":"{{market}}","bid_id":"planted-bid","max_fee_micros":77331155,"max_volume":10}
                """);
            Assert.Equal(201, placed.Status);
            // The lock is held by the server alone, and empty.
            var files = Directory.GetFiles(server.Folder, "c.db*")
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
                .Select(file => Encoding.Latin1.GetString(ReadShared(file))).ToArray();

            Assert.All(files, text => Assert.DoesNotContain("planted-bid", text));
            Assert.All(files, text => Assert.DoesNotContain("77331155", text));
            Assert.All(files, text => Assert.DoesNotContain(
                Encoding.Latin1.GetString(BitConverter.GetBytes(77331155L)), text));
            Assert.Contains(files, text => text.Contains("{\"sealed\":\""));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private async Task Started(params string[] args)
    {
        await using WebApplication server = Create(args);
        await server.StartAsync();
        await server.StopAsync();
    }

    private string Refused(params string[] args) =>
        Assert.Throws<WrongSettingException>(() => { _ = Create(args); }).Message;

    private WebApplication Create(params string[] args) => Silo.Server.Create(
    [
        "--no-auth", "--environment", "Production", "--urls", "http://127.0.0.1:0",
        "--Journal:Path", Database, "--Logging:Console:LogLevel:Default", "None", .. args,
    ]);
}
