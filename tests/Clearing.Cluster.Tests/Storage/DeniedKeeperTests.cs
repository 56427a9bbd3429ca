using Clearing.Grains.Audit;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Testing;
using Microsoft.Extensions.Logging;

namespace Clearing.Cluster.Tests.Storage;

/// <summary>Keeping the counts of denied calls never stops the server.</summary>
public sealed class DeniedKeeperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-denied-").FullName;

    private string Moved => _folder + "-moved";

    public void Dispose() => Directory.Delete(Moved, recursive: true);

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_named_in_the_log()
    {
        await using var journal = new GroupCommitJournal(SqliteJournalStore.Open(
            new() { Path = Path.Combine(_folder, "j.db") }, TimeProvider.System));
        var calls = new DeniedCalls(TimeProvider.System);
        calls.Note("bob", "FORBIDDEN");
        Directory.Move(_folder, Moved);
        using var lines = new LogLines();
        using var logs = new LoggerFactory([lines]);
        using var record = new DeniedRecord(new SealedJournal(journal), calls);
        var clock = new WatchedClock();
        using var keeper = new DeniedKeeper(record, clock, logs.CreateLogger<DeniedKeeper>());

        await keeper.StartAsync(CancellationToken.None);
        await clock.Waits.WaitAsync(TimeSpan.FromSeconds(60));
        // It keeps what is left when it stops.
        await keeper.StopAsync(CancellationToken.None);

        await keeper.ExecuteTask!;
        Assert.Contains("were not kept and will be later: JournalOpenException", lines.Text);
    }

    /// <summary>Tells when somebody waits for a time.</summary>
    private sealed class WatchedClock : TimeProvider
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waits => _waits.Task;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _waits.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
