using Microsoft.Data.Sqlite;

namespace Clearing.Smoke.Tests.Crash;

/// <summary>A server that cannot have its file says so in one line and ends with 3.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_and_the_first_goes_on()
    {
        var (_, gate) = await _place.Serve();
        await Refuses(_place.Database, "another server has it open");

        Assert.Equal("+OPENED", await gate.Send(Place.Open));
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(_place.Database, string.Concat(Enumerable.Repeat("no database\n", 1_000)));
        var before = await File.ReadAllBytesAsync(_place.Database);
        await Refuses(_place.Database, "not a SQLite database");

        Assert.Equal(before, await File.ReadAllBytesAsync(_place.Database));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        var (server, _) = await _place.Serve();
        await server.Stop();
        Execute("UPDATE clearing_schema SET version = 99");

        await Refuses(_place.Database, "version 99");
    }

    [Fact]
    public Task A_missing_folder_is_refused() =>
        Refuses(Path.Combine(_place.Folder, "none", "clearing.db"), "does not exist");

    [Fact]
    public Task A_folder_for_a_file_is_refused() => Refuses(_place.Folder, "it is a folder");

    [Fact]
    public async Task A_database_that_another_program_holds_locked_is_refused()
    {
        var (server, _) = await _place.Serve();
        await server.Stop();
        using var other = new SqliteConnection($"Data Source={_place.Database};Pooling=False");
        other.Open();
        Execute(other, "PRAGMA locking_mode = EXCLUSIVE");
        Execute(other, "BEGIN EXCLUSIVE");

        await Refuses(_place.Database, "another program holds it locked");
    }

    private async Task Refuses(string database, string because)
    {
        var (exitCode, said) = await _place.Refused(database);

        Assert.Equal((3, 1), (exitCode, said.TrimEnd().Split('\n').Length));
        Assert.StartsWith("clearing-silo: ", said, StringComparison.Ordinal);
        Assert.Contains(database, said, StringComparison.Ordinal);
        Assert.Contains(because, said, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_place.Database};Pooling=False");
        connection.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
