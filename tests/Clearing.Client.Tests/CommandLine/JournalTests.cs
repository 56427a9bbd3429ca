using Clearing.Client.Tests.Verify;
using Clearing.Journal;

namespace Clearing.Client.Tests.CommandLine;

public sealed class JournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_journal_is_listed_and_verified()
    {
        await Write(new JournalStory());
        var result = Cli.Run("journal", Database);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("market/us/standard/2026-Q4", result.Output, StringComparison.Ordinal);
        Assert.Contains(": 0 violations", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"events\":", Cli.Run("journal", Database, "--json").Output, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("journal", Database, "--stream", "market/none").ExitCode);
    }

    [Fact]
    public async Task A_violation_ends_with_1_and_is_named()
    {
        var story = new JournalStory();
        story.Tamper("market/us/standard/2026-Q4", "round_cleared", payload => payload["round_fee"] = 5_400_000);
        await Write(story);
        var result = Cli.Run("journal", Database);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("round 1 clears to another outcome", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no database, whatever its name says; it only looks as if it were one of them")]
    [InlineData("SQLite format 3\0 and then nothing")]
    public void A_file_that_is_no_journal_ends_with_3(string text)
    {
        File.WriteAllText(Database, text);
        var result = Cli.Run("journal", Database);

        Assert.Equal(3, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_2()
    {
        Assert.Equal(2, Cli.Run("journal", Database).ExitCode);
        Assert.False(File.Exists(Database));
    }

    private async Task Write(JournalStory story)
    {
        await using var journal = Journals.Open(new JournalOptions { Path = Database }, TimeProvider.System);
        await foreach (var stream in ((IJournalReader)story).Streams(""))
        {
            var events = story.Of(stream.Name).Select(e => new NewEvent(e.Type, e.Payload)).ToArray();
            await journal.Append(stream.Name, 0, events);
        }
    }
}
