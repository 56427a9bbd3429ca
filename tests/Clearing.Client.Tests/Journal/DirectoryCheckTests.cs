using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Verification;

namespace Clearing.Client.Tests.Journal;

/// <summary>The directory names markets that are there: one is entered once it is durable.</summary>
public sealed class DirectoryCheckTests
{
    private const string Other = "us/cold/2026-Q4";

    [Fact]
    public async Task A_market_of_the_directory_without_a_stream_is_found()
    {
        var findings = await new JournalCheck(WithoutOther()).Run();

        var found = Assert.Single(findings.Violations);
        Assert.Equal("market/" + Other, found.Stream);
        Assert.Contains("the directory has this market", found.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_market_that_was_deleted_is_found()
    {
        var story = new JournalStory();
        foreach (var stream in story.Events.Keys.Where(name => name != Streams.Directory).ToArray())
        {
            story.Remove(stream);
        }
        var findings = await new JournalCheck(story).Run();

        Assert.Equal("market/" + JournalStory.MarketKey, Assert.Single(findings.Violations).Stream);
    }

    [Fact]
    public async Task One_stream_by_itself_is_not_held_against_others() =>
        Assert.Empty((await new JournalCheck(WithoutOther()).Run(Streams.Directory)).Violations);

    [Fact]
    public async Task A_market_that_is_not_in_a_directory_is_no_violation()
    {
        var story = new JournalStory();
        story.Remove(Streams.Directory);

        Assert.Empty((await new JournalCheck(story).Run()).Violations);
    }

    private static JournalStory WithoutOther()
    {
        var story = new JournalStory();
        var entered = Codecs.Directory.Encode(new MarketEntered(Other));
        story.Of(Streams.Directory).Add(
            new(2, entered.Type, entered.Payload, DateTimeOffset.UnixEpoch));
        return story;
    }
}
