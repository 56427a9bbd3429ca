using Clearing.Grains;
using Clearing.Hosting;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Storage;

/// <summary>Reminders and snapshots of a standalone server, in its SQLite file.</summary>
public sealed class SqliteStorageTests : IDisposable
{
    private static readonly GrainId Seller = GrainId.Create("seller", "07");
    private static readonly GrainId Round = GrainId.Create("round", "us-east/standard/2026-Q4");
    private static readonly DateTime At = new(2026, 10, 1, 0, 0, 0, 1, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-");
    private SqliteTables? _tables;

    private SqliteTables Tables => _tables ??= new(File);

    private string File => Path.Combine(_folder.FullName, "clearing.db");

    private SqliteGrainStorage States => new(Tables);

    private SqliteReminderTable Reminders => new(Tables);

    public void Dispose()
    {
        _tables?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_written_is_there_when_the_file_is_opened_again()
    {
        await Write(Seller, "first");
        await Reminders.UpsertRow(Duty());
        OpenAgain();
        Assert.Equal("first", (await Read(Seller)).State!.Account);
        var kept = Assert.Single((await Reminders.ReadRows(Round)).Reminders);
        Assert.Equal((At, TimeSpan.FromMinutes(1)), (kept.StartAt, kept.Period));
    }

    [Fact]
    public async Task State_that_nobody_wrote_is_empty_and_says_so()
    {
        var read = await Read(Seller);
        Assert.False(read.RecordExists);
        Assert.Equal(0, read.State!.Version);
    }

    [Fact]
    public async Task A_writer_that_has_not_seen_the_latest_is_refused()
    {
        var stale = await Read(Seller);
        await Write(Seller, "first");
        var other = await Read(Seller);
        await Write(Seller, "second");
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            States.WriteStateAsync("seller", Seller, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            States.WriteStateAsync("seller", Seller, other));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            States.ClearStateAsync("seller", Seller, other));
        Assert.Equal("second", (await Read(Seller)).State!.Account);
    }

    [Fact]
    public async Task A_refused_write_undoes_no_other()
    {
        var writes = Enumerable.Range(0, 100).Select(i => States.WriteStateAsync(
            "seller", GrainId.Create("seller", $"s{i % 50}"), StateOf($"{i}"))).ToArray();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(50, writes.Count(write => write.IsCompletedSuccessfully));
        for (var i = 0; i < 50; i++)
        {
            Assert.True((await Read(GrainId.Create("seller", $"s{i}"))).RecordExists);
        }
    }

    [Fact]
    public async Task Cleared_state_is_gone()
    {
        await Write(Seller, "first");
        await States.ClearStateAsync("seller", Seller, await Read(Seller));
        Assert.False((await Read(Seller)).RecordExists);
        await Write(Seller, "second");
        Assert.Equal("second", (await Read(Seller)).State!.Account);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"Version\":7,\"Acc")]
    [InlineData("{\"Version\":\"seven\"}")]
    [InlineData("{\"Account\":null,\"Link\":null}")]
    public async Task A_damaged_row_holds_nothing_and_is_overwritten(string damage)
    {
        await Write(Seller, "first");
        Execute($"UPDATE grain_state SET payload = '{damage}'");
        var read = (await Read(Seller)).State!;
        Assert.Equal((0, ""), (read.Version, read.Account));
        await Write(Seller, "second");
        Assert.Equal("second", (await Read(Seller)).State!.Account);
    }

    [Fact]
    public async Task A_reminder_is_changed_and_removed_by_those_who_know_it()
    {
        var first = await Reminders.UpsertRow(Duty());
        var second = await Reminders.UpsertRow(Duty(TimeSpan.FromHours(1)));
        Assert.False(await Reminders.RemoveRow(Round, "duty", first!));
        Assert.Equal(
            TimeSpan.FromHours(1), (await Reminders.ReadRow(Round, "duty"))!.Period);
        Assert.True(await Reminders.RemoveRow(Round, "duty", second!));
        Assert.Null(await Reminders.ReadRow(Round, "duty"));
    }

    [Fact]
    public async Task Every_reminder_is_in_just_one_of_two_parts_of_the_ring()
    {
        for (var i = 0; i < 50; i++)
        {
            var duty = Duty();
            duty.GrainId = GrainId.Create("round", $"r{i}");
            await Reminders.UpsertRow(duty);
        }
        const uint Half = uint.MaxValue / 2;
        var one = (await Reminders.ReadRows(0, Half)).Reminders.Count;
        var other = (await Reminders.ReadRows(Half, 0)).Reminders.Count;
        Assert.InRange(one, 1, 49);
        Assert.Equal(50, one + other);
    }

    [Theory]
    [InlineData("due_ticks INTEGER NOT NULL,")]
    [InlineData("")]
    public async Task A_file_of_an_earlier_version_opens_and_its_reminders_come(string column)
    {
        Execute($"""
            CREATE TABLE reminder (
              grain TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
              first_tick_ticks INTEGER NOT NULL, period_ticks INTEGER NOT NULL, {column}
              PRIMARY KEY (grain, key, name)) WITHOUT ROWID;
            INSERT INTO reminder VALUES ('round', 'old', 'duty', {At.Ticks}, 600000000
              {(column == "" ? "" : ", 600000000")});
            CREATE TABLE grain_state (
              grain TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
              etag INTEGER NOT NULL, payload TEXT NOT NULL,
              PRIMARY KEY (grain, key, name)) WITHOUT ROWID;
            INSERT INTO grain_state VALUES ('seller', '07', 'seller', 3,
              '{"{"}"Version":7,"Account":"kept"{"}"}');
            """);
        await Reminders.UpsertRow(Duty());
        Assert.Equal(
            ["old", "us-east/standard/2026-Q4"],
            (await Reminders.ReadRows(0, 0)).Reminders.Select(row => row.GrainId.Key.ToString()));
        var kept = await Read(Seller);
        Assert.Equal((7, "kept", "3"), (kept.State!.Version, kept.State.Account, kept.ETag));
    }

    private static ReminderEntry Duty(TimeSpan? period = null) => new()
    {
        GrainId = Round,
        ReminderName = "duty",
        StartAt = At,
        Period = period ?? TimeSpan.FromMinutes(1),
    };

    private static GrainState<StoredSnapshot> StateOf(string account) =>
        new(new StoredSnapshot { Version = 1, Account = account });

    private async Task<GrainState<StoredSnapshot>> Read(GrainId seller)
    {
        var read = new GrainState<StoredSnapshot>();
        await States.ReadStateAsync("seller", seller, read);
        return read;
    }

    private async Task Write(GrainId seller, string account)
    {
        var row = await Read(seller);
        row.State = StateOf(account).State;
        await States.WriteStateAsync("seller", seller, row);
    }

    private void OpenAgain()
    {
        _tables?.Dispose();
        _tables = null;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
