using Clearing.Client.Tests.Journal;
using Clearing.Journal;
using Clearing.Sealing;
using Microsoft.Data.Sqlite;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>A market's keys are shown to everybody once it is settled, and not before.</summary>
public sealed class RevealTests : IDisposable
{
    private const string Market = JournalStory.MarketKey;
    private const string Stream = "market/" + Market;
    private const string Settled = "market_settled";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-reveal-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private JournalOptions Options => new() { Path = Database };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_settled_market_is_revealed()
    {
        await Write(upTo: Settled);

        Assert.Equal((0, ""), Reveal());
        Assert.True(await IsClear());
    }

    [Fact]
    public async Task A_market_that_is_not_settled_stays_sealed()
    {
        await Write(upTo: "round_cleared");

        var (exitCode, error) = Reveal();

        Assert.Equal(2, exitCode);
        Assert.Contains("is not settled", error, StringComparison.Ordinal);
        Assert.False(await IsClear());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_does_a_settlement_that_was_made_up_reveal_it(bool replacesTheFirst)
    {
        await Write(upTo: "round_cleared");
        MakeUp(replacesTheFirst);

        var (exitCode, error) = Reveal();

        Assert.Equal(1, exitCode);
        Assert.Contains("its stream is sealed as a whole", error, StringComparison.Ordinal);
        Assert.False(await IsClear());
    }

    private (int ExitCode, string Error) Reveal()
    {
        var run = Cli.Run("keys", "reveal", Market, Database, "--key-file", Keys, "--yes");
        return (run.ExitCode, run.Error);
    }

    private async Task<bool> IsClear()
    {
        await using var table = Journals.OpenKeys(Options, reading: true);
        return Assert.Single(await table.Find([Stream])).IsClear;
    }

    // As a silo writes it.
    private async Task Write(string upTo)
    {
        var story = new SealedStory(Options, Keys);
        if (!File.Exists(Keys)) { KeyFile.Add(Keys, "k1", SystemSecrets.Instance); }
        var events = new JournalStory().Of(Stream).ToList();
        foreach (var stored in events.Take(1 + events.FindIndex(stored => stored.Type == upTo)))
        {
            await story.Append(Stream, new(stored.Type, stored.Payload));
        }
    }

    // Who writes the database needs no key for a plain row.
    private void MakeUp(bool replacesTheFirst)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = replacesTheFirst
            ? "UPDATE journal SET type = $type, payload = '{}' WHERE version = 1"
            : """
              INSERT INTO journal (stream, version, type, payload, recorded_at, link)
              SELECT stream, version + 1, $type, '{}', recorded_at, link FROM journal
              ORDER BY version DESC LIMIT 1
              """;
        command.Parameters.AddWithValue("$type", Settled);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
