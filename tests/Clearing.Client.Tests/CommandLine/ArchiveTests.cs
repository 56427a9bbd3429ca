using Clearing.Client.Tests.Journal;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>A settled market leaves its journal as a file that verifies on its own.</summary>
public sealed class ArchiveTests : IDisposable
{
    private const string Market = JournalStory.MarketKey;
    private const string Stream = "market/" + Market;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-archive-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string Archive => Path.Combine(_folder.FullName, "archive.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_archive_holds_what_is_stored_and_verifies_with_the_key_file()
    {
        await Write();
        var made = Cli.Run("archive", Market, Database, "--to", Archive, "--key-file", Keys);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Equal(await Stored(Database), await Stored(Archive));

        // The keys in it are wrapped again like those of a journal.
        KeyFile.Add(Keys, "k2", SystemSecrets.Instance);
        Assert.Equal(0, Cli.Run("keys", "rewrap", Archive, "--key-file", Keys).ExitCode);
        File.WriteAllLines(Keys, File.ReadAllLines(Keys)[1..]);
        var verified = Cli.Run("journal", Archive, "--stream", Stream, "--key-file", Keys);
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("3 rounds cleared again", verified.Output, StringComparison.Ordinal);
        Assert.Contains(", 0 of destroyed keys", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_clear_keys_an_archive_verifies_without_the_key_file()
    {
        await Write();
        Assert.Equal(0, Cli.Run(
            "archive", Market, Database, "--to", Archive, "--key-file", Keys, "--clear-keys").ExitCode);
        File.Delete(Keys);
        var verified = Cli.Run("journal", Archive, "--stream", Stream);

        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("3 rounds cleared again", verified.Output, StringComparison.Ordinal);
        Assert.Contains("with revealed keys", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_settled_market_is_archived_and_no_file_is_overwritten()
    {
        await Write(events: 5);
        var open = Cli.Run("archive", Market, Database, "--to", Archive);
        var unknown = Cli.Run("archive", "us/standard/none", Database, "--to", Archive);
        Assert.False(File.Exists(Archive));
        File.WriteAllText(Archive, "mine");
        File.Delete(Database);
        await Write();
        var taken = Cli.Run("archive", Market, Database, "--to", Archive, "--key-file", Keys);

        Assert.Equal((2, 2, 3), (open.ExitCode, unknown.ExitCode, taken.ExitCode));
        Assert.Contains("is not settled", open.Error, StringComparison.Ordinal);
        Assert.Contains("is there already", taken.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Archive));
    }

    [Fact]
    public async Task What_does_not_verify_is_not_archived()
    {
        await Write(tampered: true);
        var refused = Cli.Run("archive", Market, Database, "--to", Archive, "--key-file", Keys);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("does not verify", refused.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles("archive*"));
    }

    private static async Task<List<(long, string, string, DateTimeOffset, string)>> Stored(string path)
    {
        await using var journal = Journals.OpenForReading(new JournalOptions { Path = path });
        return await journal.Read(Stream, 0).Select(stored => (
            stored.Version, stored.Type, Convert.ToHexString(stored.Payload.Span), stored.RecordedAt,
            Convert.ToHexString(stored.Link.Span))).ToListAsync();
    }

    // As a silo writes it: sealed and linked.
    private async Task Write(int events = int.MaxValue, bool tampered = false)
    {
        var story = new JournalStory();
        if (tampered)
        {
            story.Tamper(Stream, "round_cleared", payload => payload["round_fee"] = 5_400_000);
        }
        if (!File.Exists(Keys)) { KeyFile.Add(Keys, "k1", SystemSecrets.Instance); }
        var options = new JournalOptions { Path = Database };
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        var ring = await KeyRing.Open(
            table, KeyFile.Read(Keys, SystemSecrets.Instance), SystemSecrets.Instance);
        var stream = new SealedJournal(journal, ring).Stream(Stream, Codecs.Market.Seals);
        foreach (var stored in story.Of(Stream).Take(events))
        {
            var happened = Codecs.Market.Decode(Stream, stored);
            await stream.MakeReady();
            await stream.Append(
                [
                    stream.Seals(stored.Type)
                        ? Codecs.Market.EncodeToSeal(happened)
                        : Codecs.Market.Encode(happened),
                ],
                Task.CompletedTask);
        }
    }
}
