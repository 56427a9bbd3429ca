using System.Text;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Testing;
using Clearing.Verification;
using Clearing.Verification.Erasing;
using Microsoft.Data.Sqlite;

namespace Clearing.Client.Tests.Journal;

/// <summary>An erased seller is gone, and everything else is still as it was, provably.</summary>
public sealed class ErasureTests : IDisposable
{
    private const string Zone = "zone/us/standard";
    private const string Market = "market/" + JournalStory.MarketKey;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-erasure-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private JournalOptions Options => new() { Path = Database };

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string Anchors => Path.Combine(_folder.FullName, "anchors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task A_seller_is_erased_and_the_journal_verifies_with_and_without_keys() =>
        IsErased(Options);

    [PostgresFact]
    public async Task So_it_is_on_PostgreSQL()
    {
        await using var postgres = await PostgresServer.Start();
        await IsErased(new()
        {
            Provider = JournalProvider.PostgreSql,
            ConnectionString = postgres.ConnectionString,
        });
    }

    [Fact]
    public async Task Its_name_and_its_ids_are_not_in_the_file_any_more()
    {
        var story = await Written();
        // Pages that were split or freed keep what was in them.
        Execute("PRAGMA secure_delete = OFF; CREATE TABLE freed (name TEXT); "
            + "INSERT INTO freed VALUES ('seller/halloween freed')");
        Execute("DELETE FROM freed WHERE name <> ''");
        Assert.True(InFile("halloween freed"));
        await story.Erase("halloween");

        Assert.False(InFile("halloween"));
        Assert.True(InFile("seller/other"));
        await using var table = Journals.OpenKeys(Options, reading: true);
        var keys = await table.All().ToListAsync();
        Assert.All(
            keys.Where(key => key.Scope == "erased/1"),
            key => Assert.True(key.Wrapped.IsEmpty && key.DestroyedAt is not null));
        Assert.NotNull(keys.Single(key => key.Scope == Market && key.Number == 1).DestroyedAt);
        Assert.Null(keys.Single(key => key.Scope == Market && key.Number == 2).DestroyedAt);
    }

    [Fact]
    public async Task Stopped_at_any_step_it_is_finished_by_running_it_again()
    {
        var steps = await (await Written()).Erase("halloween");
        Assert.True(steps.Count > 6);
        for (var step = 0; step < steps.Count; step++)
        {
            File.Delete(Database);
            var story = await Written();
            await Assert.ThrowsAsync<IOException>(() => story.Erase("halloween", step));
            if (step > 0)
            {
                var other = await Assert.ThrowsAsync<ErasureRefusedException>(
                    () => story.Erase("other"));
                Assert.Contains("of another seller", other.Message, StringComparison.Ordinal);
            }
            await story.Erase("halloween");

            Assert.Empty((await story.Verify(withKeys: true)).Violations);
            Assert.Empty((await story.Verify(withKeys: false)).Violations);
            Assert.False(InFile("halloween"), steps[step]);
        }
    }

    [Fact]
    public async Task An_unfinished_erasure_does_not_verify()
    {
        var story = await Written();
        await Assert.ThrowsAsync<IOException>(() => story.Erase("halloween", 1));

        Assert.Contains(
            (await story.Verify(withKeys: true)).Violations,
            one => one.Rule.Contains("is not finished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everyone_is_erased_one_after_the_other()
    {
        var story = await Written();
        foreach (var seller in new[] { "halloween", "late", "other" }) { await story.Erase(seller); }

        var findings = await story.Verify(withKeys: true);
        Assert.Empty(findings.Violations);
        Assert.Equal(3, findings.Rounds);
        var readable = await story.Readable();
        Assert.DoesNotContain("late", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("other", readable, StringComparison.Ordinal);
        Assert.Contains("erased-3", readable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_prove_their_bids_as_before_and_the_market_is_the_same()
    {
        var story = await Written();
        var before = await story.Market();
        await story.Erase("halloween");
        var after = await story.Market();

        Assert.Equal(before.Proof("other", 1, 0, 10)!.Rows, after.Proof("other", 1, 0, 10)!.Rows,
            (a, b) => a with { Path = [] } == b with { Path = [] } && a.Path.SequenceEqual(b.Path));
        Assert.Equal(before.Report(), after.Report());
        Assert.Equal(
            before.Awards(1, 0, 10).Select(award => (award.Volume, award.RoundFee)),
            after.Awards(1, 0, 10).Select(award => (award.Volume, award.RoundFee)));
        Assert.Equal("erased-1", after.Awards(1, 0, 10)[0].Seller);
        Assert.Equal("erased-1-1@1", after.Awards(1, 0, 10)[0].Id);
    }

    [Fact]
    public async Task An_anchor_that_saw_the_seller_still_fits()
    {
        var story = await Written();
        await story.Heads.Keep(new AnchorFile(Anchors));
        await story.Erase("halloween");
        var anchors = new AnchoredHeads();
        anchors.Add(AnchorFile.Read(Anchors));

        var findings = await story.Verify(withKeys: true, anchors);
        Assert.Empty(findings.Violations);
        Assert.True(findings.Anchors > 3);
    }

    [Theory]
    [InlineData(Market, "2")]
    [InlineData(Zone, "1")]
    public async Task A_row_that_is_changed_afterwards_is_found_without_keys(
        string stream, string version)
    {
        var story = await Written();
        await story.Erase("halloween");
        Execute($$"""
            UPDATE journal SET payload = replace(payload, substr(payload, 90, 4), 'AAAA')
            WHERE version = {{version}}
                AND stream = (SELECT id FROM streams WHERE name = '{{stream}}')
            """);

        Assert.NotEmpty((await story.Verify(withKeys: false)).Violations);
        Assert.NotEmpty((await story.Verify(withKeys: true)).Violations);
    }

    [Fact]
    public async Task A_seller_that_bids_in_an_open_market_is_not_erased()
    {
        var open = new JournalStory();
        var events = open.Of(Market);
        events.RemoveRange(
            events.FindIndex(one => one.Type == "market_settled"),
            events.Count - events.FindIndex(one => one.Type == "market_settled"));
        var story = await Written(open);

        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(
            () => story.Erase("halloween"));
        Assert.Contains(JournalStory.MarketKey, refused.Message, StringComparison.Ordinal);
        Assert.True(InFile("halloween"));
    }

    [Fact]
    public async Task A_seller_that_is_known_to_a_zone_alone_is_erased()
    {
        var told = Zoned();
        told.Events[Zone].Add(Entered(3, "visitor"));
        var story = await Written(told);
        await story.Erase("visitor");

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        Assert.False(InFile("visitor"));
    }

    [Fact]
    public async Task A_seller_that_returns_is_another_one_to_anchors()
    {
        var story = await Written();
        await story.Heads.Keep(new AnchorFile(Anchors));
        await story.Erase("halloween");
        var account = new SellerAccount("halloween");
        await story.Append("seller/halloween", Codecs.Seller.Encode(Assert.Single(
            account.SetBase(new BaseAllocation("us", "standard", new(100))))));
        var anchors = new AnchoredHeads();
        anchors.Add(AnchorFile.Read(Anchors));

        Assert.Empty((await story.Verify(withKeys: true, anchors)).Violations);
        Assert.Empty((await story.Verify(withKeys: true, anchors, "seller/halloween")).Violations);
    }

    [Fact]
    public async Task The_awards_of_an_erased_seller_are_not_missed_where_its_name_came_back()
    {
        var story = await Written();
        await story.Erase("halloween");
        await story.Append("seller/erased-1", Codecs.Seller.Encode(Assert.Single(
            new SellerAccount("erased-1").SetBase(new BaseAllocation("us", "standard", new(100))))));

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
    }

    [Fact]
    public async Task A_seller_that_nobody_knows_is_not_erased()
    {
        var story = await Written();
        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(() => story.Erase("nobody"));
        Assert.Contains("'nobody'", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ErasureRefusedException>(() => story.Erase("erased-1"));
    }

    private async Task IsErased(JournalOptions options)
    {
        var story = new SealedStory(options, Keys);
        await story.Write(Zoned());
        var before = await story.Readable();
        Assert.Contains("halloween", before, StringComparison.Ordinal);
        await story.Erase("halloween");

        var (with, without) = (await story.Verify(true), await story.Verify(false));
        Assert.Empty(with.Violations);
        Assert.Empty(without.Violations);
        Assert.Equal((3, 0), (with.Rounds, with.Closed));
        Assert.True(with.Erased > 3 && with.Erased == without.Erased);
        var readable = await story.Readable();
        Assert.DoesNotContain("halloween", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\":\"h\",\"seller\"", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("\"h@", readable, StringComparison.Ordinal);
        Assert.DoesNotContain("\"r1\"", readable, StringComparison.Ordinal);
        Assert.Contains("erased-1", readable, StringComparison.Ordinal);
    }

    private async Task<SealedStory> Written(JournalStory? story = null)
    {
        var written = new SealedStory(Options, Keys);
        await written.Write(story ?? Zoned());
        return written;
    }

    // With a zone, which names sellers in plain events.
    internal static JournalStory Zoned()
    {
        var story = new JournalStory();
        ZoneEvent[] events =
        [
            new SellersEntered(["halloween", "other"]), new BiddersEntered(["late", "halloween"]),
        ];
        story.Events.Add(Zone, [.. events.Select(Codecs.Zone.Encode).Select((happened, i) =>
            new StoredEvent(i + 1, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch))]);
        return story;
    }

    private static StoredEvent Entered(long version, string seller)
    {
        var entered = Codecs.Zone.Encode(new SellersEntered([seller]));
        return new(version, entered.Type, entered.Payload, DateTimeOffset.UnixEpoch);
    }

    private bool InFile(string text) => _folder.GetFiles("clearing.db*").Any(file =>
        File.ReadAllBytes(file.FullName).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
