using Clearing.Grains.Events;
using Clearing.Hosting;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Cluster.Tests.Market;

/// <summary>What stays when processes die, and what tests read in it.</summary>
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

    /// <summary>Snapshots of sellers, as a single machine keeps them.</summary>
    internal SqliteGrainStorage Snapshots { get; }

    /// <summary>Reminders, as a single machine keeps them, but more of them.</summary>
    internal QuickReminders Reminders { get; }

    /// <summary>The journal of all processes.</summary>
    internal MemoryJournalStore Journal { get; } = new(TimeProvider.System);

    /// <summary>The keys of the journal, as each process opens them.</summary>
    internal KeyRing OpenKeys() =>
        KeyRing.Open(_keys, _wrapper, SystemSecrets.Instance).GetAwaiter().GetResult();

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Delete(recursive: true);
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

    /// <summary>Every bid id that stands in a market's journal, with repetitions if there are any.</summary>
    internal async Task<string[]> BidsIn(string market) =>
        [.. (await MarketEvents(market)).OfType<BidsPlaced>()
            .SelectMany(placed => placed.Bids).Select(bid => bid.Id)];

    /// <summary>How many sellers have acknowledged what the market told them.</summary>
    internal async Task<int> Acknowledged(string market) =>
        (await MarketEvents(market)).OfType<NoticesAccepted>()
            .Sum(accepted => accepted.Sellers.Length);

    /// <summary>Sees that each award was posted once, to its winner, and none to anybody else.</summary>
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
