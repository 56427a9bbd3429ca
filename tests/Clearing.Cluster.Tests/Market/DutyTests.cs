using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A market that is open always has its reminder.</summary>
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
