using System.Text;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Clearing.Verification;
using Microsoft.Data.Sqlite;

namespace Clearing.Adversaries.AtRest;

/// <summary>A server's database with two markets in it, written as grains write them.</summary>
internal sealed class Victim : IAsyncDisposable
{
    internal const string Market = "us-east/standard/2026-Q4";
    internal const string OtherMarket = "us-west/standard/2026-Q4";
    internal const long Fee = 77_331_155;
    internal const long Volume = 987_654_321;
    internal const string BidId = "planted-bid-id";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-victim-");

    private Victim()
    {
    }

    internal string Database => Path.Combine(_folder.FullName, "clearing.db");

    internal string KeyFilePath => Path.Combine(_folder.FullName, "keys");

    internal string AnchorPath => Path.Combine(_folder.FullName, "anchors");

    private JournalOptions Options => new() { Path = Database };

    /// <summary>Writes the markets.</summary>
    /// <param name="isSealed">False for a journal without keys.</param>
    internal static async Task<Victim> Live(bool isSealed)
    {
        var victim = new Victim();
        if (isSealed) { KeyFile.Add(victim.KeyFilePath, "k1", SystemSecrets.Instance); }
        foreach (var market in new[] { Market, OtherMarket })
        {
            await victim.Write(
                market,
                state => state.Open(new MarketConfig()).Events,
                state => Place(state, BidId, "acme", Fee),
                state => Place(state, "small", "bob", 5),
                state => Place(state, "large", "carol", 123_456_789_012));
        }
        return victim;
    }

    /// <summary>Resumes a market.</summary>
    internal Task GoOn(string id) =>
        Write(Market, state => Place(state, id, "acme", Fee + 1));

    /// <summary>Changes the fee of a bid.</summary>
    internal Task Amend(string bid, string seller, long fee) =>
        Write(Market, state => state.Amend(new Amendment($"{bid}-1", bid, seller, new Fee(fee))).Events);

    /// <summary>The bytes of the database and its log.</summary>
    internal byte[] Bytes() =>
        [.. Directory.GetFiles(_folder.FullName, "clearing.db*").SelectMany(File.ReadAllBytes)];

    /// <summary>A copy of the database as it stands.</summary>
    internal byte[] Copy() => File.ReadAllBytes(Database);

    /// <summary>Puts an old copy back.</summary>
    internal void Restore(byte[] copy) => File.WriteAllBytes(Database, copy);

    /// <summary>Changes the database as one who may write it.</summary>
    internal void Change(string sql, params (string Name, object? Value)[] values)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        command.ExecuteNonQuery();
    }

    /// <summary>Adds a row behind a market's last one; anybody can compute its link.</summary>
    internal void Add(StoredEvent last, string type, ReadOnlySpan<byte> payload)
    {
        var place = new SealedPlace(Streams.OfMarket(Market), last.Version + 1, type);
        Change(
            """
            INSERT INTO journal (stream, version, type, payload, recorded_at, link)
            SELECT id, $version, $type, $payload, 0, $link FROM streams WHERE name = $stream
            """,
            ("$version", place.Version), ("$type", place.Type),
            ("$payload", Encoding.UTF8.GetString(payload)),
            ("$link", ChainLink.After(last.Link.Span, place, payload)), ("$stream", place.Stream));
    }

    /// <summary>The rows of a market.</summary>
    internal async Task<List<StoredEvent>> Rows(string market = Market)
    {
        await using var journal = Journals.OpenForReading(Options);
        return await journal.Read(Streams.OfMarket(market), 0).ToListAsync();
    }

    /// <summary>True if an auditor with keys and anchors finds nothing wrong.</summary>
    internal async Task<bool> LooksRight()
    {
        await using var journal = Journals.OpenForReading(Options);
        await using var table = Journals.OpenKeys(Options, reading: true);
        var ring = await Ring(table);
        var anchors = new AnchoredHeads();
        if (File.Exists(AnchorPath)) { anchors.Add(AnchorFile.Read(AnchorPath)); }
        var findings = await new JournalCheck(journal, null, new(table, ring), anchors).Run();
        return findings.ViolationCount == 0;
    }

    /// <summary>True if a silo goes on with the market as the database has it.</summary>
    internal async Task<bool> GoesOn()
    {
        try
        {
            await Write(Market);
            return true;
        }
        catch (EventUnreadableException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static System.Collections.Immutable.ImmutableArray<MarketEvent> Place(
        CapacityMarket state, string id, string seller, long fee) => state.Place(
            [new Bid(id, seller, new Fee(fee), new CubicFeet(Volume))],
            CapRule.FromBase(state.Config, new CubicFeet(0))).Events;

    private async Task Write(
        string market,
        params Func<CapacityMarket, System.Collections.Immutable.ImmutableArray<MarketEvent>>[] acts)
    {
        await using var journal = Journals.Open(Options, TimeProvider.System);
        await using var table = Journals.OpenKeys(Options);
        var heads = new ChangedHeads(TimeProvider.System);
        var stream = new SealedJournal(journal, await Ring(table), heads)
            .Stream(Streams.OfMarket(market), Codecs.Market.Seals);
        var state = new CapacityMarket(market);
        await foreach (var stored in stream.Follow())
        {
            state.Apply(Codecs.Market.Decode(stream.Name, stored));
        }
        foreach (var act in acts)
        {
            var events = act(state);
            foreach (var happened in events) { state.Apply(happened); }
            await stream.MakeReady();
            await stream.Append(
                [.. events.Select(e => stream.Seals(Codecs.Market.NameOf(e))
                    ? Codecs.Market.EncodeToSeal(e)
                    : Codecs.Market.Encode(e))],
                Task.CompletedTask);
        }
        await heads.Keep(new AnchorFile(AnchorPath));
    }

    private async Task<KeyRing?> Ring(IKeyTable table) => File.Exists(KeyFilePath)
        ? await KeyRing.Open(
            table, KeyFile.Read(KeyFilePath, SystemSecrets.Instance), SystemSecrets.Instance)
        : null;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
