using System.Text;
using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The part on long streams, which stores read differently from short ones.</summary>
public abstract partial class JournalConformance
{
    private static readonly int[] Sizes =
        [1, 2, 100, 4_095, 4_096, 4_097, 65_472, 65_500, 65_501, 65_502, 65_536, 131_072, 300_000];

    [StoreFact]
    public async Task Events_of_all_sizes_come_back_byte_for_byte_from_a_long_stream()
    {
        NewEvent[] written = [.. Enumerable.Range(0, 1_300).Select(n => Event(n, SizeOf(n)))];
        var version = 0;
        foreach (var part in written.Chunk(200))
        {
            await Journal.Append("a", version, part);
            version += part.Length;
        }

        foreach (var after in new[] { 0, 15, 16, 17, 515, 516, 517, 1_000, 1_299, 1_300 })
        {
            var next = after;
            await foreach (var stored in Journal.Read("a", after))
            {
                var (type, payload, _) = written[next++];
                Assert.Equal((next, type), (stored.Version, stored.Type));
                Assert.True(payload.Span.SequenceEqual(stored.Payload.Span), $"Payload {next}.");
                Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    stored.RecordedAt.ToUnixTimeMilliseconds());
            }
            Assert.Equal(written.Length, next);
        }
    }

    [StoreFact]
    public async Task What_was_read_stays_as_it_is_while_the_reading_goes_on()
    {
        await AppendLong("a", 2_000, _ => 500);

        var read = await Journal.Read("a", 0).ToListAsync();

        Assert.Equal(
            Enumerable.Range(0, 2_000).Select(n => Event(n, 500).Payload.ToArray()),
            read.Select(stored => stored.Payload.ToArray()));
    }

    [StoreFact]
    public async Task A_long_reading_can_be_left_as_often_as_one_likes()
    {
        await AppendLong("a", 700, n => n < 500 ? 40 : 60_000);

        for (var time = 0; time < 40; time++)
        {
            await foreach (var stored in Journal.Read("a", 0))
            {
                if (stored.Version == 500 + time) { break; }
            }
        }

        Assert.Equal(700, await Journal.Read("a", 0).CountAsync());
        await Journal.Append("a", 700, Events("still writable"));
    }

    [StoreFact]
    public async Task A_long_reading_can_be_cancelled_in_the_middle()
    {
        await AppendLong("a", 800, n => n < 500 ? 40 : 60_000);
        foreach (var at in new[] { 517, 600, 601, 602 })
        {
            using var cancel = new CancellationTokenSource();
            var seen = 0;

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var _ in Journal.Read("a", 0, cancel.Token))
                {
                    if (++seen == at) { await cancel.CancelAsync(); }
                }
            });

            Assert.Equal(at, seen);
        }
        Assert.Equal(800, await Journal.Read("a", 0).CountAsync());
    }

    [StoreFact]
    public async Task Many_long_readings_go_on_at_the_same_time()
    {
        await AppendLong("a", 700, n => n < 500 ? 40 : 8_000);

        var counts = await Task.WhenAll(Enumerable.Range(0, 150).Select(
            _ => Task.Run(async () => await Journal.Read("a", 0).CountAsync())));

        Assert.All(counts, count => Assert.Equal(700, count));
    }

    /// <summary>Appends this many events to a new stream, each with its own payload.</summary>
    private async Task AppendLong(string stream, int count, Func<int, int> payloadBytes)
    {
        var appends = new List<Task>();
        for (var from = 0; from < count; from += 100)
        {
            NewEvent[] part =
                [.. Enumerable.Range(from, 100).Select(n => Event(n, payloadBytes(n)))];
            appends.Add(Journal.Append(stream, from, part));
        }
        await Task.WhenAll(appends);
    }

    private static int SizeOf(int n) =>
        n == 900 ? 10 << 20 : n % 10 == 3 ? Sizes[n / 10 % Sizes.Length] : 40;

    // Texts with characters of one to four bytes.
    private static NewEvent Event(int number, int payloadBytes)
    {
        var bytes = new byte[payloadBytes];
        Array.Fill(bytes, (byte)('a' + number % 26));
        var start = Encoding.UTF8.GetBytes($"{number} Größe 日本 😀 ");
        if (start.Length < bytes.Length) { start.CopyTo(bytes, 0); }
        return new(number % 7 == 0 ? "Größe" : $"Said{number % 3}", bytes);
    }
}
