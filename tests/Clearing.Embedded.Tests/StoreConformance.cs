using Orleans.Storage;

namespace Clearing.Embedded.Tests;

/// <summary>What every storage of state and reminders does.</summary>
public abstract class StoreConformance
{
    private static readonly StateKey _key = new("seller", "s1", "snapshot");

    protected abstract IGrainStateStore States { get; }

    protected abstract IReminderStore Reminders { get; }

    [Fact]
    public async Task State_is_read_as_it_was_written()
    {
        Assert.Null(await States.Read(_key));
        Assert.Equal(1, await States.Write(_key, "{}", 0));
        Assert.Equal(2, await States.Write(_key, "{\"a\":\"\u00e9\"}", 1));
        Assert.Equal(new("{\"a\":\"\u00e9\"}", 2), await States.Read(_key));
        Assert.Null(await States.Read(_key with { Name = "other" }));
        Assert.Null(await States.Read(_key with { Grain = "round" }));
    }

    [Fact]
    public async Task A_writer_that_has_not_seen_the_latest_is_refused()
    {
        await States.Write(_key, "1", 0);
        await Assert.ThrowsAsync<InconsistentStateException>(() => States.Write(_key, "2", 0));
        await States.Write(_key, "2", 1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => States.Write(_key, "3", 1));
        await Assert.ThrowsAsync<InconsistentStateException>(() => States.Clear(_key, 1));
        Assert.Equal(new("2", 2), await States.Read(_key));
    }

    [Fact]
    public async Task A_refused_write_undoes_no_other()
    {
        var writes = Enumerable.Range(0, 100).Select(
            i => States.Write(_key with { Key = $"s{i % 50}" }, $"{i}", 0)).ToList();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(50, writes.Count(write => write.IsCompletedSuccessfully));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1, (await States.Read(_key with { Key = $"s{i}" }))!.Etag);
        }
    }

    [Fact]
    public async Task Cleared_state_is_gone()
    {
        await States.Clear(_key, 0);
        await States.Write(_key, "1", 0);
        await States.Clear(_key, 1);
        Assert.Null(await States.Read(_key));
        Assert.Equal(1, await States.Write(_key, "2", 0));
    }

    [Fact]
    public async Task Reminders_are_read_in_sequence_as_they_were_written()
    {
        var at = new DateTimeOffset(2026, 10, 1, 0, 0, 0, 1, TimeSpan.Zero);
        var first = new StoredReminder(
            "round", "a", "clear", at, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        var second = first with { Name = "close", Period = TimeSpan.FromDays(1) };
        var third = first with { Key = "b" };
        await Reminders.Write(third);
        await Reminders.Write(second with { Period = TimeSpan.FromHours(1) });
        await Reminders.Write(second);
        await Reminders.Write(first);
        Assert.Equal([first, second, third], await Reminders.ReadAll());
        Assert.Equal([first, second], await Reminders.ReadOf("round", "a"));
        await Reminders.Delete("round", "a", "clear");
        await Reminders.Delete("round", "a", "clear");
        Assert.Equal([second, third], await Reminders.ReadAll());
    }
}
