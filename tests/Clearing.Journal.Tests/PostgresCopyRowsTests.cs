using System.Buffers.Binary;
using System.Text;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The rows of a binary COPY, however its bytes arrive; one that is not whole gives no end.</summary>
public sealed class PostgresCopyRowsTests
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, .. new byte[8]];
    private static readonly byte[] End = [0xFF, 0xFF];
    private static readonly byte[] Link = [.. Enumerable.Repeat((byte)7, 32)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Rows_are_read_whatever_part_of_them_arrives_at_a_time(int bytesAtATime)
    {
        // The second does not fit into a block.
        var large = new string('x', 70_000);
        var read = await Read(
            bytesAtATime, [.. Header, .. Row(5, "one", Link), .. Row(6, large), .. Row(7, ""), .. End]);

        Assert.Equal([5L, 6, 7], read.Select(e => e.Version));
        Assert.Equal(["one", large, ""], read.Select(Text));
        Assert.Equal([32, 0, 0], read.Select(e => e.Link.Length));
        Assert.All(read, e => Assert.Equal(("Said", 1_234), (e.Type, e.RecordedAt.ToUnixTimeMilliseconds())));
    }

    [Fact]
    public async Task A_copy_without_rows_has_none() => Assert.Empty(await Read(100, [.. Header, .. End]));

    [Fact]
    public async Task A_copy_that_breaks_off_anywhere_fails()
    {
        byte[] whole = [.. Header, .. Row(1, "one"), .. Row(2, "two", Link), .. End];
        for (var length = Header.Length; length < whole.Length; length++)
        {
            await Assert.ThrowsAsync<EndOfStreamException>(() => Read(100, whole[..length]));
        }
        await Assert.ThrowsAsync<EndOfStreamException>(() => Read(100, [.. whole, 0]));
    }

    [Fact]
    public async Task A_copy_of_another_form_fails()
    {
        byte[] rows = [.. Row(1, "one"), .. End];
        await Assert.ThrowsAsync<InvalidDataException>(() => Read(100, Header[..^1]));
        await Assert.ThrowsAsync<InvalidDataException>(() => Read(100, [.. "PGCOPX"u8, .. Header[6..], .. rows]));
        await Assert.ThrowsAsync<InvalidDataException>(() => Read(100, [.. Header, 0, 4, .. rows[2..]]));
    }

    private static async Task<List<StoredEvent>> Read(int bytesAtATime, byte[] copy)
    {
        var rows = new PostgresCopyRows(new SlowStream(copy, bytesAtATime));
        var all = new List<StoredEvent>();
        while (await rows.Next(CancellationToken.None) is { Count: > 0 } some) { all.AddRange(some); }
        Assert.True(rows.IsAll);
        return all;
    }

    private static byte[] Row(long version, string payload, byte[]? link = null)
    {
        var (at, seen) = (new byte[8], new byte[8]);
        BinaryPrimitives.WriteInt64BigEndian(at, 1_234);
        BinaryPrimitives.WriteInt64BigEndian(seen, version);
        return
        [
            0, 5, .. Column(seen), .. Column(at), .. Column([.. "Said"u8]),
            .. Column(Encoding.UTF8.GetBytes(payload)), .. Column(link),
        ];
    }

    // A column is its bytes after their number, which is -1 for NULL.
    private static byte[] Column(byte[]? value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value?.Length ?? -1);
        return [.. length, .. value ?? []];
    }

    /// <summary>Bytes of which few arrive at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int atATime) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atATime, buffer.Length)], cancellationToken);
    }
}
