using Microsoft.Data.Sqlite;

namespace Clearing.Smoke.Tests.Crash;

/// <summary>What the whole server does when its storage fails under it.</summary>
public sealed class StorageTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [TmpfsFact]
    public async Task A_full_disk_loses_nothing_acknowledged_and_the_server_goes_on_with_room()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_place.Folder, "disk")).FullName;
        _place.Keep(SmallDisk.Mount(folder, 2));
        var ballast = Path.Combine(folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_200_000]);
        var (server, gate) = await _place.Serve(Path.Combine(folder, "clearing.db"));
        await gate.Send(Place.Open);
        var accepted = await FillUp(gate);
        Assert.InRange(accepted.Count, 1, 9_999);
        Assert.Null(await gate.Send(Place.Bid("refused-by-the-disk")));
        File.Delete(ballast);
        Assert.StartsWith("+ACCEPTED", await Insist(gate, Place.Bid("with-room")), StringComparison.Ordinal);
        foreach (var (bid, answer) in accepted.TakeLast(50)) { Assert.Equal(answer, await Insist(gate, bid)); }
        Assert.Equal(0, await server.Stop());
        var facts = await JournalFacts.Read(Path.Combine(folder, "clearing.db"));
        Assert.All(accepted, known => Assert.Single(facts.ByKey[known.Bid.Key]));
        await IsWhole(Path.Combine(folder, "clearing.db"));
    }

    [Fact]
    public async Task Garbage_behind_the_log_of_a_killed_server_loses_nothing()
    {
        var answers = await PlaceAndKill(40);
        await using (var log = new FileStream(_place.Database + "-wal", FileMode.Append))
        {
            var garbage = new byte[4_096 + 24 + 100];
            new Random(5).NextBytes(garbage);
            log.Write(garbage);
        }
        var (server, gate) = await _place.Serve();
        foreach (var (bid, answer) in answers) { Assert.Equal(answer, await gate.Send(bid)); }
        Assert.Equal(0, await server.Stop());
        await IsWhole(_place.Database);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(61)]
    public async Task What_a_cut_log_lost_counts_once_when_it_is_sent_again(int seed)
    {
        var answers = await PlaceAndKill(40);
        using (var log = new FileStream(_place.Database + "-wal", FileMode.Open))
        {
            log.SetLength(log.Length - 1 - new Random(seed).Next((int)log.Length / 2));
        }
        var (server, gate) = await _place.Serve();
        await gate.Send(Place.Open);
        foreach (var (bid, _) in answers)
        {
            Assert.StartsWith("+ACCEPTED", await gate.Send(bid), StringComparison.Ordinal);
        }
        Assert.Equal(0, await server.Stop());
        var facts = await JournalFacts.Read(_place.Database);
        Assert.All(answers, known => Assert.Single(facts.ByKey[known.Bid.Key]));
        await IsWhole(_place.Database);
    }

    [Fact]
    public async Task While_another_program_holds_the_database_bids_wait_and_none_is_lost()
    {
        var (server, gate) = await _place.Serve();
        await gate.Send(Place.Open);
        Task<string>[] waiting;
        using (var other = new SqliteConnection($"Data Source={_place.Database};Pooling=False"))
        {
            other.Open();
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            waiting = [.. Enumerable.Range(0, 10).Select(i => Insist(gate, Place.Bid($"b{i}")))];
            Assert.NotSame(waiting[0], await Task.WhenAny(waiting[0], gate.IsUp()));
        }
        Assert.All(await Task.WhenAll(waiting), answer =>
            Assert.StartsWith("+ACCEPTED", answer, StringComparison.Ordinal));
        Assert.Equal(0, await server.Stop());
        await IsWhole(_place.Database);
    }

    // Batches, until one is not answered.
    private static async Task<List<(Command Bid, string Answer)>> FillUp(Gate gate)
    {
        var accepted = new List<(Command, string)>();
        for (var batch = 0; batch < 1_000; batch++)
        {
            Command[] bids = [.. Enumerable.Range(0, 10).Select(i =>
                Place.Bid($"b{batch}-{i}-{new string('x', 100)}", seller: $"s{batch % 7}"))];
            if (await gate.SendMany(bids) is not { } answers) { break; }
            accepted.AddRange(bids.Zip(answers));
        }
        return accepted;
    }

    private async Task<List<(Command Bid, string Answer)>> PlaceAndKill(int count)
    {
        var (server, gate) = await _place.Serve();
        await gate.Send(Place.Open);
        var answers = new List<(Command, string)>();
        for (var i = 0; i < count; i++)
        {
            var bid = Place.Bid($"b{i}");
            answers.Add((bid, (await gate.Send(bid))!));
        }
        server.Kill();
        return answers;
    }

    private static async Task<string> Insist(Gate gate, Command command)
    {
        while (true)
        {
            if (await gate.Send(command) is { } answer) { return answer; }
            await Task.Delay(20);
        }
    }

    private static async Task IsWhole(string database)
    {
        var report = new CrashReport();
        await FullCheck.Run(database, report);
        Assert.Empty(report.Violations);
    }
}
