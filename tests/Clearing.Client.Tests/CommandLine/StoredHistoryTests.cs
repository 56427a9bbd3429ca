using System.Buffers;
using System.Text;
using System.Text.Json;
using Clearing.Client.Tests.Journal;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Testing;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Clearing.Client.Tests.CommandLine;

/// <summary><c>clearing journal</c> compares stored histories of markets with their streams.</summary>
public sealed class StoredHistoryTests : IDisposable
{
    private const int EventsInPart = 5;
    private static readonly GrainId Market = GrainId.Create("round", JournalStory.MarketKey);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-parts-");

    private string Database => Path.Combine(_folder.FullName, "clearing.db");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("none", 0)]
    [InlineData("other bids", 1)]
    [InlineData("of another history", 0)]
    [InlineData("ahead", 0)]
    [InlineData("not sealed for here", 0)]
    public async Task A_part_in_a_file_is_compared_if_a_market_would_use_it(string damage, int exitCode)
    {
        var options = new JournalOptions { Path = Database };
        await new SealedStory(options, Keys).Write(new JournalStory());
        var part = await PartOf(options, damage);
        using (var tables = new SqliteTables(Database))
        {
            await new SqliteGrainStorage(tables).WriteStateAsync(
                "market-0", Market, new GrainState<StoredPart>(part));
        }
        var verified = Cli.Run("journal", Database, "--key-file", Keys);

        Assert.Equal(exitCode, verified.ExitCode);
        Assert.Equal(exitCode == 1, verified.Output.Contains("part 0", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_part_in_PostgreSQL_is_compared_too()
    {
        await using var postgres = await PostgresServer.Start();
        var options = new JournalOptions
        {
            Provider = JournalProvider.PostgreSql, ConnectionString = postgres.ConnectionString,
        };
        await new SealedStory(options, Keys).Write(new JournalStory());
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var create = source.CreateCommand("""
            CREATE TABLE orleansstorage (graintypestring varchar, grainidextensionstring varchar,
                payloadbinary bytea, modifiedon timestamp)
            """);
        await create.ExecuteNonQueryAsync();
        await using var store = source.CreateCommand(
            "INSERT INTO orleansstorage VALUES ('market-0', $1, $2, now())");
        store.Parameters.Add(new() { Value = $"round/{JournalStory.MarketKey}" });
        store.Parameters.Add(new() { Value = Json(await PartOf(options, "other bids")) });
        await store.ExecuteNonQueryAsync();

        var verified = Cli.Run(
            "journal", "--connection", postgres.ConnectionString, "--key-file", Keys);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("part 0", verified.Output, StringComparison.Ordinal);
    }

    private async Task<StoredPart> PartOf(JournalOptions options, string damage)
    {
        await using var journal = Journals.Open(options, TimeProvider.System);
        await using var table = Journals.OpenKeys(options);
        var ring = await KeyRing.Open(
            table, KeyFile.Read(Keys, SystemSecrets.Instance), SystemSecrets.Instance);
        using var log = new SealedJournal(journal, ring)
            .Stream(Streams.OfMarket(JournalStory.MarketKey), Codecs.Market.Seals);
        var stored = await log.Follow().Take(EventsInPart).ToListAsync();
        await log.MakeReady();
        var packed = new ArrayBufferWriter<byte>();
        foreach (var one in stored)
        {
            var happened = Codecs.Market.Decode(log.Name, one);
            PackedHistory.Write(packed, damage == "other bids" && happened is BidsPlaced placed
                ? new BidsPlaced(placed.FirstSequence, [placed.Bids[0] with { MaxFee = new(1) }])
                : happened);
        }
        var part = new StoredPart
        {
            Version = damage == "ahead" ? 1_000_000 : EventsInPart,
            Link = damage == "of another history"
                ? new string('0', 64)
                : Convert.ToHexString(stored[^1].Link.Span),
        };
        part.Events = Encoding.UTF8.GetString(
            log.SealSnapshot(part.Version, packed.WrittenSpan.ToArray()));
        if (damage == "not sealed for here") { part.Version--; }
        return part;
    }

    private static byte[] Json(StoredPart part) =>
        JsonSerializer.SerializeToUtf8Bytes(part, JsonSerializerOptions.Web);
}
