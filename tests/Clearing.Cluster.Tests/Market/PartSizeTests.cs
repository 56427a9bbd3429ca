using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Orleans.Runtime;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The size of the stored parts of a market's history.</summary>
public sealed class PartSizeTests : IDisposable
{
    private const string Market = "east/standard/p1";
    private static readonly GrainId Id = GrainId.Create("round", Market);
    private readonly Disk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task A_part_of_large_events_ends_before_it_has_all_its_events()
    {
        using (var log = Log())
        {
            await log.MakeReady();
            MarketEvent[] events =
            [
                new MarketOpened(new MarketConfig()),
                .. Enumerable.Range(0, 9).Select(n => new BidsPlaced(1 + 10 * n, [.. BidsOf(n)])),
            ];
            await log.Append([.. events.Select(Codecs.Market.EncodeToSeal)], Task.CompletedTask);
            await Snapshots(log).Keep();
        }
        var kept = new List<(long After, long Version)>();
        for (var number = 0; await Part(number) is { Version: > 0 } part; number++)
        {
            kept.Add((part.After, part.Version));
        }
        Assert.Equal([(0, 3), (3, 6), (6, 9)], kept);

        using var again = Log();
        var market = await Snapshots(again).Load(new CapacityMarket(Market), default);
        Assert.Equal(9, again.Version);
        Assert.Equal(80, market!.BidsOf("w").Length);
    }

    private static IEnumerable<Bid> BidsOf(int number) => Enumerable.Range(0, 10)
        .Select(n => new Bid($"b-{number}-{n}", "w", new Fee(5), new CubicFeet(1)));

    private MarketSnapshots Snapshots(SealedStream log) =>
        new(_disk.Snapshots, Id, log, eventsInPart: 100, maxBytes: 1_050);

    private SealedStream Log() =>
        new SealedJournal(new GroupCommitJournal(_disk.Journal), _disk.OpenKeys())
            .Stream(Streams.OfMarket(Market), Codecs.Market.Seals);

    private async Task<StoredPart> Part(int number)
    {
        var part = new GrainState<StoredPart>(new StoredPart());
        await _disk.Snapshots.ReadStateAsync($"market-{number}", Id, part);
        return part.State!;
    }
}
