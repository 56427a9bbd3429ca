using System.Net;
using System.Net.Sockets;
using Clearing.Processes.ManySilos;
using Microsoft.Data.Sqlite;

namespace Clearing.Smoke.Tests.Crash;

/// <summary>A server that lacks what it needs says so in one line and ends with 3.</summary>
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

    [Fact]
    public async Task An_address_that_another_program_listens_on_is_refused()
    {
        using var other = Listening();
        var url = $"http://{other.LocalEndpoint}";

        SaysSo(await _place.Refused(_place.Database, url), url, "address already in use");
    }

    [Theory]
    [InlineData("Cluster:SiloPort")]
    [InlineData("Cluster:GatewayPort")]
    public async Task A_port_that_another_program_listens_on_is_refused(string setting)
    {
        using var other = Listening();
        var port = $"{((IPEndPoint)other.LocalEndpoint).Port}";

        SaysSo(
            await _place.Refused(_place.Database, null, $"--{setting}={port}"),
            $"{setting} is {port}", "Address already in use");
    }

    [Theory]
    [InlineData("Localhost")]
    [InlineData("PostgreSql")]
    public async Task A_PostgreSQL_that_is_away_is_refused(string clustering) => SaysSo(
        await _place.Refused(
            _place.Database, null, "--Journal:Provider=PostgreSql",
            "--Journal:ConnectionString=Host=127.0.0.1;Port=1;Username=clearing;Password=hush",
            "--Cluster:Id=eu", "--Cluster:ServiceId=eu", "--Cluster:Tls=off",
            "--Cluster:Address=127.0.0.1",
            $"--Cluster:SiloKeyFile={SiloKeyFile.In(_place.Folder)}",
            $"--Cluster:Clustering={clustering}"),
        "127.0.0.1:1", "connect");

    private async Task Refuses(string database, string because) =>
        SaysSo(await _place.Refused(database), database, because);

    private static void SaysSo((int ExitCode, string Said) server, params string[] parts)
    {
        Assert.Equal(3, server.ExitCode);
        Assert.StartsWith(
            "clearing-silo: ", Assert.Single(server.Said.TrimEnd().Split('\n')),
            StringComparison.Ordinal);
        Assert.All(
            parts, part => Assert.Contains(part, server.Said, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", server.Said, StringComparison.Ordinal);
    }

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
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
