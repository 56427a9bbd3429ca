using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

/// <summary>The part on appends, which stores write in different ways by their number.</summary>
public abstract partial class JournalConformance
{
    [StoreFact]
    public async Task Of_a_batch_only_the_appends_at_the_last_version_are_written()
    {
        await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(n => Journal.Append($"s{n}", 0, Events("1", "2", "3"))));
        var lead = Store.HoldNextWrite();
        var first = Journal.Append("lead", 0, Events("x"));
        await lead.Reached;
        long[] expected = [0, 1, 2, 3, 4, 1_000];
        Task[] appends =
            [.. expected.Select((version, n) => Journal.Append($"s{n}", version, Events("4")))];
        lead.Release();
        await first;

        for (var n = 0; n < appends.Length; n++)
        {
            if (expected[n] == 3) { await appends[n]; }
            else { await Assert.ThrowsAsync<JournalConflictException>(() => appends[n]); }
            string[] there = expected[n] == 3 ? ["1", "2", "3", "4"] : ["1", "2", "3"];
            Assert.Equal(there, await Journal.Texts($"s{n}"));
        }
    }

    [StoreFact]
    public async Task An_append_of_any_number_of_events_is_written_whole()
    {
        var written = new List<string>();
        for (var count = 1; count < 8; count++)
        {
            string[] texts = [.. Enumerable.Range(0, count).Select(n => $"{count}/{n}")];
            await Journal.Append("a", written.Count, Events(texts));
            written.AddRange(texts);
        }

        Assert.Equal(written, await Journal.Texts("a"));
    }
}
