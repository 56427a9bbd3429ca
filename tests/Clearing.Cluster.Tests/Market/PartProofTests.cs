using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Orleans.Runtime;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A stored part of a market's history holds only what the links of its events prove.</summary>
/// <remarks>
/// A seed found a market that believed a part with a damaged event in it. Seeds meet that too rarely since
/// only markets that began in plain have such events.
/// </remarks>
public sealed class PartProofTests : IDisposable
{
    private const string Market = "east/standard/p1";
    private static readonly GrainId Id = GrainId.Create("round", Market);
    private readonly Disk _disk = new();

    public void Dispose() => _disk.Dispose();

    // In a market that began before there were keys, nothing but its link proves such an event.
    [Theory]
    [InlineData(1_000, 2)]
    [InlineData(9_000, 0)]
    public async Task A_plain_event_that_was_damaged_is_in_no_part(int stored, long kept)
    {
        var journal = new GroupCommitJournal(_disk.Journal);
        var name = Streams.OfMarket(Market);
        var link = ChainLink.Start.ToArray();
        NewEvent[] events =
        [
            .. new MarketEvent[] { new MarketOpened(new MarketConfig()), Added(1_000) }.Select((happened, i) =>
            {
                var plain = Codecs.Market.Encode(happened);
                link = ChainLink.After(link, new(name, i + 1, plain.Type), plain.Payload.Span);
                return plain with { Link = link };
            }),
        ];
        events[1] = events[1] with { Payload = Codecs.Market.Encode(Added(stored)).Payload };
        await journal.Append(name, 0, events);
        using var log = new SealedJournal(journal, _disk.OpenKeys()).Stream(name, Codecs.Market.Seals);

        await new MarketSnapshots(_disk.Snapshots, Id, log, eventsInPart: 2).Keep();

        var part = new GrainState<StoredPart>(new StoredPart());
        await _disk.Snapshots.ReadStateAsync("market-0", Id, part);
        Assert.Equal(kept, part.State!.Version);
    }

    private static CapacityChanged Added(int volume) => new(new CapacityChange("c", new CubicFeet(volume)));
}
