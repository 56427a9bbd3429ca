namespace Clearing.Embedded.Tests;

public sealed class SqliteStoreTests : StoreConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-");
    private SqliteTables _tables;

    public SqliteStoreTests() => _tables = Open();

    protected override IGrainStateStore States => new SqliteGrainStateStore(_tables);

    protected override IReminderStore Reminders => new SqliteReminderStore(_tables);

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_written_is_there_when_the_file_is_opened_again()
    {
        var key = new StateKey("seller", "s1", "snapshot");
        var reminder = new StoredReminder(
            "round", "a", "close", DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), TimeSpan.Zero);
        await States.Write(key, "1", 0);
        await Reminders.Write(reminder);
        _tables.Dispose();
        _tables = Open();
        Assert.Equal(new("1", 1), await States.Read(key));
        Assert.Equal([reminder], await Reminders.ReadAll());
    }

    [Fact]
    public async Task Two_connections_to_one_file_take_turns()
    {
        using var other = Open();
        var states = new SqliteGrainStateStore(other);
        var key = new StateKey("seller", "s", "snapshot");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            (i % 2 == 0 ? States : states).Write(key with { Key = $"{i}" }, "1", 0)));
        Assert.NotNull(await states.Read(key with { Key = "0" }));
        Assert.NotNull(await States.Read(key with { Key = "199" }));
    }

    private SqliteTables Open() => new(Path.Combine(_folder.FullName, "clearing.db"));
}
