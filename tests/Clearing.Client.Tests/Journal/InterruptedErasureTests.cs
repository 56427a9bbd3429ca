using Clearing.Grains.Events;
using Clearing.Grains.Webhooks;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Testing;
using Clearing.Verification.Erasing;

namespace Clearing.Client.Tests.Journal;

/// <summary>What servers do in the middle of an erasure is neither lost nor in its way.</summary>
public sealed class InterruptedErasureTests : IDisposable
{
    private const string Market = "market/" + JournalStory.MarketKey;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-interrupted-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_webhook_that_a_server_added_meanwhile_is_not_lost()
    {
        var story = await Written();
        var added = Codecs.Webhook.Encode(
            new WebhookAdded("third", "https://third.example/", "whsec_c2VjcmV0", 0));
        await Assert.ThrowsAsync<IOException>(() => story.Erase("halloween", 1));
        await story.Append(Streams.OfWebhooks(Market), added);
        await story.Erase("halloween");

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        Assert.Contains("third.example", await story.Readable(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_erasure_waits_for_a_market_in_which_its_seller_bid_meanwhile()
    {
        const string Open = "us/standard/2027-Q1";
        var story = await Written();
        await Assert.ThrowsAsync<IOException>(() => story.Erase("halloween", 1));
        var market = new CapacityMarket(Open);
        foreach (var happened in market.Open(new MarketConfig()).Events)
        {
            market.Apply(happened);
            await story.Append(Streams.OfMarket(Open), Codecs.Market.Encode(happened));
        }
        var placed = market.Place([new Bid("again", "halloween", new(5_000_000), new(10))]);
        foreach (var happened in placed.Events)
        {
            await story.Append(Streams.OfMarket(Open), Codecs.Market.Encode(happened));
        }

        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(
            () => story.Erase("halloween"));
        Assert.Contains(Open, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_starts_meanwhile_stops_the_erasure_before_the_keys_are_gone()
    {
        var story = await Written();
        var asked = 0;
        story.RequireNoServer = () => ++asked < 3
            ? Task.CompletedTask
            : throw new ErasureRefusedException("a silo is alive");
        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(
            () => story.Erase("halloween"));
        Assert.True(refused.HasBegun);

        story.RequireNoServer = () => Task.CompletedTask;
        await story.Erase("halloween");
        Assert.Empty((await story.Verify(withKeys: true)).Violations);
    }

    [Fact]
    public Task No_server_writes_while_a_seller_is_erased_and_a_running_one_keeps_the_erasure_out() =>
        KeepOut(new() { Path = Path.Combine(_folder.FullName, "clearing.db") });

    [PostgresFact]
    public async Task So_it_is_on_PostgreSQL()
    {
        await using var postgres = await PostgresServer.Start();
        await KeepOut(new()
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = postgres.ConnectionString,
        });
    }

    // Between the renaming of its streams and the burial of its key, a server would write to a
    // stream of the old name with a key that is about to be destroyed.
    private async Task KeepOut(JournalOptions options)
    {
        var story = await Written(options);
        await using (Journals.Open(options, TimeProvider.System))
        {
            await Assert.ThrowsAsync<JournalOpenException>(() => story.Erase("halloween"));
        }
        var kept = 0;
        story.Meanwhile = () =>
        {
            Assert.Throws<JournalOpenException>(() => Journals.Open(options, TimeProvider.System));
            kept++;
        };
        var steps = await story.Erase("halloween");

        Assert.Contains("rename the seller's streams", steps);
        Assert.Contains("destroy the seller's keys", steps);
        Assert.Equal(steps.Count, kept);
        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        await using var again = Journals.Open(options, TimeProvider.System);
    }

    private async Task<SealedStory> Written(JournalOptions? options = null)
    {
        var story = new SealedStory(
            options ?? new() { Path = Path.Combine(_folder.FullName, "clearing.db") },
            Path.Combine(_folder.FullName, "keys"));
        await story.Write(ErasureTests.Zoned());
        return story;
    }
}
