using Clearing.Grains.Events;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The storage that survives processes, and what tests read from it.</summary>
public sealed class Disk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-cluster-");
    private readonly SqliteTables _tables;
    private readonly MemoryKeyTable _keys = new();
    private readonly WrappingKeys _wrapper =
        new([("test", new byte[DataKey.SecretBytes])], SystemSecrets.Instance);

    public Disk()
    {
        _tables = new(Path.Combine(_folder.FullName, "clearing.db"));
        Snapshots = new(_tables);
        Reminders = new(new SqliteReminderTable(_tables));
    }

    /// <summary>Snapshots of sellers, stored as on a single machine.</summary>
    internal SqliteGrainStorage Snapshots { get; }

    /// <summary>Reminders, stored as on a single machine but more frequent.</summary>
    internal QuickReminders Reminders { get; }

    /// <summary>The journal of all processes.</summary>
    internal MemoryJournalStore Journal { get; } = new(TimeProvider.System);

    /// <summary>Opens the keys of the journal like each process does.</summary>
    internal KeyRing OpenKeys() =>
        KeyRing.Open(_keys, _wrapper, SystemSecrets.Instance).GetAwaiter().GetResult();

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Damages a row of grain storage that exists, so that it cannot be read.</summary>
    internal async Task DamageRow(string name, GrainId grain)
    {
        var row = new GrainState<DamagedRow>(new DamagedRow());
        await Snapshots.ReadStateAsync(name, grain, row);
        Assert.True(row.RecordExists);
        row.State!.Version = "damaged";
        await Snapshots.WriteStateAsync(name, grain, row);
    }

    private sealed class DamagedRow
    {
        public object? Version { get; set; }
    }

    /// <summary>The events of a market, in order.</summary>
    internal async Task<IReadOnlyList<MarketEvent>> MarketEvents(string market)
    {
        var stream = Streams.OfMarket(market);
        List<MarketEvent> events = [];
        await foreach (var stored in Opened(stream, Codecs.Market.Seals))
        {
            events.Add(Codecs.Market.Decode(stream, stored));
        }
        return events;
    }

    /// <summary>The events of a seller, in order.</summary>
    internal async Task<IReadOnlyList<SellerEvent>> SellerEvents(string seller)
    {
        var stream = Streams.OfSeller(seller);
        List<SellerEvent> events = [];
        await foreach (var stored in Opened(stream, Codecs.Seller.Seals))
        {
            events.Add(Codecs.Seller.Decode(stream, stored));
        }
        return events;
    }

    private IAsyncEnumerable<StoredEvent> Opened(string stream, Func<string, bool> seals) =>
        new SealedJournal(new GroupCommitJournal(Journal), OpenKeys()).Stream(stream, seals).Follow();

    /// <summary>Every bid id in a market's journal, including repetitions.</summary>
    internal async Task<string[]> BidsIn(string market) =>
        [.. (await MarketEvents(market)).OfType<BidsPlaced>()
            .SelectMany(placed => placed.Bids).Select(bid => bid.Id)];

    /// <summary>The number of sellers that acknowledged the market's notices.</summary>
    internal async Task<int> Acknowledged(string market) =>
        (await MarketEvents(market)).OfType<NoticesAccepted>()
            .Sum(accepted => accepted.Sellers.Length);

    /// <summary>Asserts that each award was posted exactly once, and to its winner.</summary>
    internal async Task EachWinnerHasItsAwardsOnce(string market, IEnumerable<Award> awards)
    {
        List<string> posted = [];
        await foreach (var stream in Journal.Streams(Streams.SellerPrefix))
        {
            var seller = stream.Name[Streams.SellerPrefix.Length..];
            posted.AddRange(
                from accepted in (await SellerEvents(seller)).OfType<NoticeAccepted>()
                where accepted.Notice.Market == market
                from posting in accepted.Postings
                where posting.Cause == Cause.Award
                select $"{seller} {posting.Reference}");
        }
        Assert.Equal(
            awards.Select(award => $"{award.Seller} {award.Id}").Order(StringComparer.Ordinal),
            posted.Order(StringComparer.Ordinal));
    }
}
