using System.Security.Cryptography;
using Clearing.Sealing;
using Microsoft.Extensions.Time.Testing;

namespace Clearing.Journal.Tests;

/// <summary>Events whose head is anchored outside the database cannot change unnoticed.</summary>
public sealed class AnchorTests : IDisposable
{
    private const string Stream = "market/us-east/standard/2026-Q4";
    private readonly TempFolder _folder = new();
    private readonly ChangedHeads _heads = new(new FakeTimeProvider(DateTimeOffset.UnixEpoch));

    private string Path => _folder.File("anchors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_heads_of_sealed_streams_are_kept_once_they_are_durable()
    {
        var stream = await Sealed();
        await Append(stream, "bid_amended", "bid_amended");
        await _heads.Keep(new AnchorFile(Path));
        await Append(stream, "bid_amended");
        await _heads.Keep(new AnchorFile(Path));
        await _heads.Keep(new AnchorFile(Path));

        var anchors = AnchorFile.Read(Path).ToList();

        Assert.Equal([1L, 2L], anchors.Select(a => a.Number));
        Assert.Equal([2L, 3L], anchors.Select(a => a.Heads.Single().Version));
        Assert.True(anchors[1].Heads[0].Link.Span.SequenceEqual(stream.Link.Span));
        Assert.True(anchors[1].Before.Span.SequenceEqual(anchors[0].Hash()));
    }

    [Theory]
    [InlineData("round_closed")]
    [InlineData("round_provisional")]
    [InlineData("round_cleared")]
    [InlineData("market_settled")]
    public async Task What_ends_a_round_or_a_market_does_not_wait(string type)
    {
        var stream = await Sealed();
        await Append(stream, "bids_placed");
        Assert.False(_heads.Urgent.IsCompleted);

        await Append(stream, type);

        Assert.True(_heads.Urgent.IsCompleted);
        await _heads.Keep(new AnchorFile(Path));
        Assert.False(_heads.Urgent.IsCompleted);
    }

    // The head of plain events would confirm guesses at their content.
    [Fact]
    public async Task No_head_of_a_journal_that_is_not_sealed_leaves_it()
    {
        var plain = new SealedJournal(
            new GroupCommitJournal(new MemoryJournalStore(TimeProvider.System)), null, _heads)
            .Stream(Stream, _ => true);
        await plain.Append([new("market_settled", "{}"u8.ToArray())], Task.CompletedTask);

        await _heads.Keep(new AnchorFile(Path));

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_line_that_was_altered_left_out_or_cut_is_noticed()
    {
        var stream = await Sealed();
        for (var i = 0; i < 3; i++)
        {
            await Append(stream, "bid_amended");
            await _heads.Keep(new AnchorFile(Path));
        }
        var lines = File.ReadAllLines(Path);

        Noticed([lines[0], lines[2]], "Line 2");
        Noticed([lines[1], lines[2]], "Line 1");
        Noticed([lines[0].Replace("\"version\":1", "\"version\":2"), lines[1]], "Line 1");
        Noticed([lines[0], lines[1][..40]], "Line 2");
    }

    // A crash, a full disk or a network that broke can leave any part of the last line.
    [Fact]
    public async Task A_last_line_that_was_not_written_to_its_end_is_none_and_gives_way_to_the_next()
    {
        var stream = await Sealed();
        var lengths = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            await Append(stream, "bid_amended");
            await _heads.Keep(new AnchorFile(Path));
            lengths.Add(new FileInfo(Path).Length);
        }
        var whole = File.ReadAllBytes(Path);
        for (var cut = lengths[0]; cut < lengths[1]; cut++)
        {
            File.WriteAllBytes(Path, whole[..(int)cut]);
            var left = AnchorFile.Read(Path).ToList();
            _heads.Note(new(Stream, 2, stream.Link), isUrgent: false);
            await _heads.Keep(new AnchorFile(Path));

            Assert.Equal(1, Assert.Single(left).Number);
            Assert.Equal([1L, 2L], AnchorFile.Read(Path).Select(anchor => anchor.Number));
        }
    }

    [Fact]
    public async Task A_file_that_failed_is_read_again_before_the_next_anchor()
    {
        var file = new AnchorFile(Path);
        await Keep(1);
        var first = File.ReadAllBytes(Path);
        await Keep(2);
        var second = File.ReadAllBytes(Path);

        // The first time nothing of the line was written, the second time half of it, the third time all.
        foreach (var left in new[] { first, [.. first, .. second[first.Length..^20]], second })
        {
            File.Delete(Path);
            Directory.CreateDirectory(Path);
            await Assert.ThrowsAnyAsync<Exception>(() => Keep(3));
            Directory.Delete(Path);
            File.WriteAllBytes(Path, left);
            await Keep(4);

            var kept = AnchorFile.Read(Path).ToList();
            Assert.Equal(left == second ? 3 : 2, kept.Count);
            Assert.Equal(4, kept[^1].Heads.Single().Version);
        }

        Task Keep(long version)
        {
            _heads.Note(new(Stream, version, new byte[32]), isUrgent: false);
            return _heads.Keep(file);
        }
    }

    [Fact]
    public async Task What_could_not_be_kept_is_part_of_the_next_anchor()
    {
        var stream = await Sealed();
        await Append(stream, "bid_amended");
        await Assert.ThrowsAnyAsync<IOException>(
            () => _heads.Keep(new AnchorFile(_folder.File("none/anchors"))));

        await _heads.Keep(new AnchorFile(Path));

        Assert.Equal(1, AnchorFile.Read(Path).Single().Heads.Single().Version);
    }

    [Fact]
    public async Task Of_two_heads_of_one_stream_the_later_one_is_kept_in_whatever_order_they_come()
    {
        foreach (var version in (long[])[1, 3, 2])
        {
            _heads.Note(new(Stream, version, new byte[32]), isUrgent: false);
        }
        _heads.Note(new("market/a", 1, new byte[32]), isUrgent: false);
        await _heads.Keep(new AnchorFile(Path));

        Assert.Equal(
            [("market/a", 1), (Stream, 3)],
            AnchorFile.Read(Path).Single().Heads.Select(head => (head.Stream, head.Version)));
    }

    // As its definition says, byte by byte, so that others can compute it.
    [Fact]
    public void The_hash_of_an_anchor_covers_the_hash_before_and_all_that_a_head_says()
    {
        var (before, link) = (Bytes(1), Bytes(2));
        var anchor = new Anchor(7, DateTimeOffset.UnixEpoch, before, [new("ab", 5, link), new("c", 6, link)]);

        byte[] text =
        [
            .. before,
            2, 0, 0, 0, 0, 0, 0, 0, (byte)'a', (byte)'b', 5, 0, 0, 0, 0, 0, 0, 0, .. link,
            1, 0, 0, 0, 0, 0, 0, 0, (byte)'c', 6, 0, 0, 0, 0, 0, 0, 0, .. link,
        ];
        Assert.Equal(SHA256.HashData(text), anchor.Hash());

        static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];
    }

    private void Noticed(string[] lines, string where)
    {
        File.WriteAllLines(Path, lines);
        var wrong = Assert.Throws<InvalidDataException>(() => AnchorFile.Read(Path).ToList());
        Assert.Contains(where, wrong.Message, StringComparison.Ordinal);
    }

    private async Task<SealedStream> Sealed()
    {
        var ring = await KeyRing.Open(
            new MemoryKeyTable(), new MemoryWrapper("k1"), SystemSecrets.Instance);
        var journal = new GroupCommitJournal(new MemoryJournalStore(TimeProvider.System));
        return new SealedJournal(journal, ring, _heads).Stream(Stream, _ => true);
    }

    private static async Task Append(SealedStream stream, params string[] types)
    {
        await stream.MakeReady();
        await stream.Append(
            [.. types.Select(type => new NewEvent(type, Padding.OfJson("{}"u8)))],
            Task.CompletedTask);
    }
}
