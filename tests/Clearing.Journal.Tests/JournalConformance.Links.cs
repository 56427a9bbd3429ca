using System.Text;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

public abstract partial class JournalConformance
{
    /// <summary>Links of one event, a few, more than a few, and with other streams.</summary>
    [StoreTheory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(9, 0)]
    [InlineData(3, 5)]
    public async Task Links_are_read_as_they_were_written_and_those_without_have_none(
        int events, int others)
    {
        var linked = Enumerable.Range(1, events).Select(Linked).ToArray();
        await Journal.Append("a", 0, [.. linked, .. Events("without")]);
        var together = Enumerable.Range(0, others + 1)
            .Select(n => Journal.Append(n == 0 ? "a" : $"b{n}", n == 0 ? events + 1 : 0, linked));
        await Task.WhenAll(together);

        var read = await Journal.Read("a", 0).ToListAsync();

        IEnumerable<string> links = linked.Select(e => Convert.ToHexString(e.Link.Span));
        Assert.Equal(
            [.. links, "", .. links], read.Select(e => Convert.ToHexString(e.Link.Span)));
    }

    [StoreFact]
    public async Task A_long_stream_has_all_its_links()
    {
        const int Count = 3_000;
        for (var from = 0; from < Count; from += 1_000)
        {
            await Journal.Append("a", from, [.. Enumerable.Range(from + 1, 1_000).Select(Linked)]);
        }

        var read = await Journal.Read("a", 0).ToListAsync();

        Assert.Equal(
            Enumerable.Range(1, Count).Select(n => Convert.ToHexString(Linked(n).Link.Span)),
            read.Select(e => Convert.ToHexString(e.Link.Span)));
    }

    [StoreFact]
    public async Task A_link_that_has_not_32_bytes_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Append(
            "a", 0, [Events("one")[0] with { Link = new byte[31] }]));
    }

    // Every seventh event has no link, and large payloads do not end at a block's end.
    private static NewEvent Linked(int n) => new(
        "Said",
        Encoding.UTF8.GetBytes(new string('x', n * 37 % 700 + 1)),
        n % 7 == 0 ? default : Enumerable.Repeat(unchecked((byte)n), 32).ToArray());
}
