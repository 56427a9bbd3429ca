using static Clearing.Journal.Tests.Said;

namespace Clearing.Journal.Tests;

public sealed class JournalLimitsTests
{
    private readonly GroupCommitJournal _journal = new(new MemoryJournalStore(TimeProvider.System));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_stream_name_that_a_store_would_refuse_is_refused_at_once(string stream)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append(stream, 0, Events("x")));
    }

    [Fact]
    public async Task A_lone_surrogate_in_a_name_is_refused_at_once()
    {
        var lone = new string((char)0xD83D, 1);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _journal.Append(lone, 0, Events("x")));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append("a", 0, [new(lone, "1"u8.ToArray())]));
    }

    [Fact]
    public async Task The_longest_names_are_taken_and_longer_ones_refused()
    {
        await _journal.Append(new('s', 400), 0, [new(new('t', 60), "1"u8.ToArray())]);

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append(new('s', 401), 0, Events("x")));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append("a", 0, [new(new('t', 61), "1"u8.ToArray())]));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append("a", 0, [new("", "1"u8.ToArray())]));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { (byte)'1', 0 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task A_payload_that_is_no_text_is_refused_at_once(byte[] payload)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append("a", 0, [new("Said", payload)]));
        Assert.Equal(0, _journal.Transactions);
    }

    [Fact]
    public async Task An_append_without_events_or_from_an_impossible_version_is_refused_at_once()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _journal.Append("a", 0, []));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _journal.Append("a", -1, Events("x")));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _journal.Append("a", long.MaxValue, Events("x")));
        Assert.Equal(0, _journal.Transactions);
    }
}
