using System.Text;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The part on reading: names, payloads and sizes.</summary>
public abstract partial class JournalConformance
{
    [StoreFact]
    public async Task Streams_are_listed_by_prefix_with_their_versions()
    {
        await Journal.Append("market/b", 0, Events("1", "2"));
        await Journal.Append("market/a", 0, Events("1"));
        await Journal.Append("Market/a", 0, Events("1"));
        await Journal.Append("marke", 0, Events("1"));
        await Journal.Append("seller/1", 0, Events("1"));
        await Journal.Append("market/_%", 0, Events("1"));

        var listed = await Journal.Streams("market/").ToListAsync();

        Assert.Equal([new("market/_%", 1), new("market/a", 1), new("market/b", 2)], listed);
        Assert.Equal(
            ["market/_%"], (await Journal.Streams("market/_").ToListAsync()).Select(s => s.Name));
        Assert.Equal(6, (await Journal.Streams("").ToListAsync()).Count);
    }

    [StoreFact]
    public async Task Streams_are_listed_by_code_point()
    {
        string[] names = ["Z", "a", "ab", "é", "日", "\uFFFD", "😀"];
        foreach (var name in names.Reverse())
        {
            await Journal.Append(name, 0, Events("1"));
        }

        Assert.Equal(names, (await Journal.Streams("").ToListAsync()).Select(s => s.Name));
    }

    [StoreFact]
    public async Task Many_streams_are_listed_without_loss()
    {
        await Task.WhenAll(Enumerable.Range(0, 5_000)
            .Select(i => Journal.Append($"s{i:D5}", 0, Events("1"))));

        var listed = await Journal.Streams("s").ToListAsync();

        Assert.Equal(
            Enumerable.Range(0, 5_000).Select(i => $"s{i:D5}"), listed.Select(s => s.Name));
    }

    [StoreTheory]
    [InlineData("""{"name":"Größe 日本語 😀 \u0000","x":[1,2]}""")]
    [InlineData("\" \u200F\u202E ' ; -- \\ % _ \n\t\"")]
    public async Task Payloads_come_back_byte_for_byte(string payload)
    {
        var stream = "Größe/日本/😀/'\"\\;--%_";
        await Journal.Append(stream, 0, [new("Größe", Encoding.UTF8.GetBytes(payload))]);

        var read = Assert.Single(await Journal.Read(stream, 0).ToListAsync());

        Assert.Equal(("Größe", payload), (read.Type, Text(read)));
        Assert.Equal([new StreamInfo(stream, 1)], await Journal.Streams(stream).ToListAsync());
    }

    [StoreFact]
    public async Task Payloads_of_several_megabytes_come_back_byte_for_byte()
    {
        var large = new byte[6 << 20];
        new Random(1).NextBytes(large);
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = (byte)(' ' + (large[i] % 90));
        }
        await Journal.Append(
            "a", 0, [new("Large", large), .. Events("small"), new("Large", large)]);

        var read = await Journal.Read("a", 0).ToListAsync();

        Assert.Equal(3, read.Count);
        Assert.True(read[0].Payload.Span.SequenceEqual(large));
        Assert.Equal("small", Text(read[1]));
        Assert.True(read[2].Payload.Span.SequenceEqual(large));
    }

    [StoreFact]
    public async Task Streams_read_at_the_same_time_are_each_read_whole()
    {
        // The streams have no events or many, with large payloads between small ones.
        string[][] streams = [.. Enumerable.Range(0, 80).Select(s => Enumerable.Range(0, s % 6 * 9)
            .Select(n => $"{s}/{n}" + new string('x', (s + n) % 7 == 3 ? 20_000 : 0))
            .ToArray())];
        await Task.WhenAll(streams.Select((texts, s) =>
            texts.Length == 0 ? Task.CompletedTask : Journal.Append($"s{s}", 0, Events(texts))));

        foreach (var after in new[] { 0, 1, 16, 20 })
        {
            var read = await Task.WhenAll(streams.Select(
                (_, s) => Journal.Read($"s{s}", after).ToListAsync().AsTask()));

            Assert.Equal(
                streams.Select(texts => texts.Skip(after)), read.Select(events => events.Select(Text)));
            Assert.All(read, events => Assert.Equal(
                events.Select((_, i) => after + i + 1L), events.Select(stored => stored.Version)));
        }
    }

    [StoreFact]
    public async Task A_stream_of_more_than_a_hundred_thousand_events_is_read_without_gaps()
    {
        const int Count = 101_000;
        var appends = new List<Task>();
        for (var i = 0; i < Count; i += 500)
        {
            string[] texts = [.. Enumerable.Range(i, 500).Select(n => $"{n}")];
            appends.Add(Journal.Append("a", i, Events(texts)));
        }
        await Task.WhenAll(appends);

        var next = 0;
        await foreach (var stored in Journal.Read("a", 0))
        {
            Assert.Equal(next + 1, stored.Version);
            Assert.Equal($"{next}", Text(stored));
            next++;
        }
        Assert.Equal(Count, next);
    }

    [StoreFact]
    public async Task Reading_can_be_left_and_cancelled_at_any_event()
    {
        await Journal.Append("a", 0, Events([.. Enumerable.Range(0, 5_000).Select(n => $"{n}")]));
        using var cancel = new CancellationTokenSource();
        var seen = 0;

        await foreach (var stored in Journal.Read("a", 0))
        {
            if (stored.Version == 2_500)
            {
                break;
            }
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Journal.Read("a", 0, cancel.Token))
            {
                if (++seen == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        Assert.Equal(3, seen);
        await Journal.Append("a", 5_000, Events("still writable"));
    }
}
