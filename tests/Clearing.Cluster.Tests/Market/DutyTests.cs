using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A market that is open, and a zone with a calendar, always have their reminder.</summary>
public sealed class DutyTests : IAsyncLifetime
{
    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_tick_does_not_end_the_reminder_that_a_command_is_about_to_need()
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        var reminders = _cluster.Disk.Reminders;
        var set = reminders.HoldNext();
        var opening = market.Open();
        await set;

        // The market is unknown yet, so that this tick finds nothing to do.
        await market.Round.AsReference<IRemindable>().ReceiveReminder("duty", default);
        reminders.Answer();

        await opening;
        Assert.NotNull(await reminders.ReadRow(market.Round.GetGrainId(), "duty"));
    }

    [Fact]
    public async Task Repeating_a_command_brings_the_lost_wake_up_of_a_zone_back()
    {
        var zone = _cluster.Grains.GetGrain<IZoneGrain>("us-east/zoned");
        var terms = new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());
        await zone.Configure(terms);
        Assert.Null(await Row());
        var period = Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month).Next.Next;
        var begin = new RunBegin("s1", $"{period}", [1_000]);
        Assert.Equal(RunScheduleStatus.Scheduled, await zone.Schedule(begin));

        await Lose();
        Assert.Equal(RunScheduleStatus.Scheduled, await zone.Schedule(begin));
        Assert.NotNull(await Row());
        await Lose();
        Assert.Equal(ZoneStatus.Configured, await zone.Configure(terms));
        Assert.NotNull(await Row());

        Task<ReminderEntry?> Row() => _cluster.Disk.Reminders.ReadRow(zone.GetGrainId(), "duty");
        async Task Lose() => Assert.True(await _cluster.Disk.Reminders.RemoveRow(
            zone.GetGrainId(), "duty", (await Row())!.ETag!));
    }

    [Fact]
    public async Task The_reminder_ends_after_two_idle_ticks_unless_another_activation_promised_it()
    {
        var round = _cluster.Grains.GetGrain<IRoundGrain>("us-east/standard/2026-Q4");
        var reminders = _cluster.Disk.Reminders;
        var promised = new ReminderEntry
        {
            GrainId = round.GetGrainId(),
            ReminderName = "duty",
            StartAt = DateTime.UtcNow.AddHours(1),
            Period = TimeSpan.FromHours(1),
        };
        await reminders.UpsertRow(promised);
        await Tick();

        // The other one has it in the table, and what it is for not yet in the journal.
        promised.StartAt += TimeSpan.FromMilliseconds(1);
        await reminders.UpsertRow(promised);
        await Tick();
        Assert.True(await IsSet());

        await Tick();
        Assert.True(await IsSet());
        await Tick();
        Assert.False(await IsSet());

        Task Tick() => round.AsReference<IRemindable>().ReceiveReminder("duty", default);
        async Task<bool> IsSet() => await reminders.ReadRow(round.GetGrainId(), "duty") is not null;
    }
}
