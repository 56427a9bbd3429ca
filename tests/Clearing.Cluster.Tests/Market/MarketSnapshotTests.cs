using System.Buffers;
using System.Text;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Orleans.Runtime;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The stored parts of a market's history only save time.</summary>
public sealed class MarketSnapshotTests : IAsyncLifetime
{
    // The cluster stores parts of three events.
    private const int EventsInPart = 3;
    private const string Market = "east/standard/p1";
    private static readonly string Stream = Streams.OfMarket(Market);
    private static readonly GrainId Id = GrainId.Create("round", Market);

    private MarketCluster _cluster = null!;
    private Bidding _market = null!;

    public async Task InitializeAsync()
    {
        _cluster = await MarketCluster.Start();
        _market = new Bidding(_cluster, Market);
        await _market.Open();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_part_is_stored_for_as_many_events_as_the_policy_says()
    {
        await _market.Place("w1", "A", 5, 10);
        await WakeUp();
        Assert.Null(await Part(0));
        for (var bid = 0; bid < 5; bid++) { await _market.Place("w1", $"B-{bid}", 5, 10); }
        await WakeUp();
        // A reminder may be at it, and the call that finds it so does not wait.
        await Eventually.Holds(async () => await Part(1) is not null, "two parts are stored");

        var (first, second) = (await Part(0), await Part(1));
        Assert.Equal((0, "", 3), (first!.After, first.LinkBefore, first.Version));
        Assert.Equal((3, first.Link, 6), (second!.After, second.LinkBefore, second.Version));
        Assert.Null(await Part(2));
    }

    [Fact]
    public async Task A_market_is_the_same_from_its_parts_and_goes_on_behind_them()
    {
        await PlaceFour();
        await _market.Clear(1, 15);
        await _market.AllTold();
        await WakeUp();
        var before = await Seen();
        await _cluster.Restart();

        Assert.Equal(before, await Seen());
        await _market.Place("w2", "late", 9, 10);
        await _market.Clear(2, 10);
        await WakeUp();
        before = await Seen();
        await _cluster.Restart();
        Assert.Equal(before, await Seen());
        await _market.Place("w2", "later", 9, 10);
    }

    [Fact]
    public async Task What_a_part_holds_is_not_read_from_the_journal_again()
    {
        await PlaceFour();
        await WakeUp();
        await Eventually.Holds(async () => await Part(0) is not null, "a part is stored");
        // No reminder must wake the market before.
        await _cluster.Restart(() => Alter(0, events => [.. events.Select(
            happened => happened is BidsPlaced { Bids: [var bid] } placed
                ? Like(placed, bid with { MaxVolume = new CubicFeet(77) })
                : happened)]));

        Assert.Contains(
            await _market.Seller("w0").Bids(Market), bid => bid.Bid.MaxVolume.Value == 77);
    }

    [Theory]
    [InlineData("no events")]
    [InlineData("not sealed for here")]
    [InlineData("of another history")]
    [InlineData("behind a gap")]
    [InlineData("without a version")]
    [InlineData("impossible")]
    [InlineData("with fewer events than it says")]
    [InlineData("null")]
    [InlineData("in a row that cannot be read")]
    [InlineData("ahead of the journal")]
    public async Task A_part_of_no_use_costs_time_and_is_replaced(string damage)
    {
        await PlaceFour();
        await WakeUp();
        await Eventually.Holds(async () => await Part(0) is not null, "a part is stored");
        var (before, right) = (await Seen(), await Part(0));
        await _cluster.Restart(() => Damage(damage));

        Assert.Equal(before, await Seen());
        await _market.Place("w1", "late", 5, 10);
        await _market.Place("w1", "later", 5, 10);
        await WakeUp();
        await Eventually.Holds(
            async () => await Part(0) is { } part
                && (part.Version, part.Link) == (right!.Version, right.Link),
            "the part is replaced");
        before = await Seen();
        await _cluster.Restart();
        Assert.Equal(before, await Seen());
    }

    private async Task Damage(string damage)
    {
        await (damage switch
        {
            "no events" => Store(0, part => part.Events = ""),
            "not sealed for here" => Store(0, part => part.Version++),
            "of another history" => Store(0, part => part.Link = new string('0', 64)),
            "behind a gap" => Store(0, part => part.After = 1),
            "without a version" => Store(0, part => part.Version = 0),
            "in a row that cannot be read" => _cluster.Disk.DamageRow("market-0", Id),
            "null" => Store(0, part => part.Events = null!),
            "with fewer events than it says" => Alter(0, events => [.. events.Take(2)]),
            "impossible" => Alter(0, events => [.. events, .. events]),
            "ahead of the journal" => Alter(
                0, events => [.. events, .. events.Skip(1).Select(Moved)], version: 1_000),
            _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "Unknown."),
        });

        static MarketEvent Moved(MarketEvent happened) => happened is BidsPlaced placed
            ? Like(
                placed with { FirstSequence = placed.FirstSequence + EventsInPart - 1 },
                placed.Bids[0] with { Id = $"never-{placed.FirstSequence}" })
            : happened;
    }

    private static BidsPlaced Like(BidsPlaced placed, Bid bid) =>
        new(placed.FirstSequence, [bid]) { At = placed.At };

    private async Task PlaceFour()
    {
        for (var bid = 0; bid < 4; bid++) { await _market.Place($"w{bid}", $"B-{bid}", 5 + bid, 10); }
    }

    private Task WakeUp() => Eventually.Answered(async () =>
    {
        await _market.Round.AsReference<IRemindable>().ReceiveReminder(
            "duty", new TickStatus(DateTime.UtcNow, RoundGrain.DutyPeriod, DateTime.UtcNow));
        return true;
    });

    private async Task<string> Seen()
    {
        var seen = new StringBuilder();
        var report = await Eventually.Answered(_market.Round.Report);
        seen.AppendLine($"{report.Stage} {report.OpenBidsFrom} {report.Pool} {report.LastRound}");
        for (var seller = 0; seller < 4; seller++)
        {
            foreach (var bid in await _market.Seller($"w{seller}").Bids(Market))
            {
                seen.AppendLine($"{bid}");
            }
        }
        return seen.ToString();
    }

    private async Task<StoredPart?> Part(int number)
    {
        var row = await Row(number);
        return row.RecordExists ? row.State : null;
    }

    private async Task<GrainState<StoredPart>> Row(int number)
    {
        var row = new GrainState<StoredPart>(new StoredPart());
        await _cluster.Disk.Snapshots.ReadStateAsync($"market-{number}", Id, row);
        return row;
    }

    private async Task Store(int number, Action<StoredPart> change)
    {
        var row = await Row(number);
        Assert.True(row.RecordExists);
        change(row.State!);
        await _cluster.Disk.Snapshots.WriteStateAsync($"market-{number}", Id, row);
    }

    // Only those who hold the key can make such a part; the market would believe it.
    private async Task Alter(
        int number, Func<IReadOnlyList<MarketEvent>, IReadOnlyList<MarketEvent>> change,
        long? version = null)
    {
        using var log = new SealedJournal(
            new GroupCommitJournal(_cluster.Disk.Journal), _cluster.Disk.OpenKeys())
            .Stream(Stream, Codecs.Market.Seals);
        await log.MakeReady();
        var part = (await Part(number))!;
        var packed = await log.OpenSnapshot(part.Version, Encoding.UTF8.GetBytes(part.Events));
        var altered = new ArrayBufferWriter<byte>();
        foreach (var happened in change(PackedHistory.Read(Stream, packed!.Value)!))
        {
            PackedHistory.Write(altered, happened);
        }
        await Store(number, stored =>
        {
            stored.Version = version ?? stored.Version;
            stored.Events = Encoding.UTF8.GetString(
                log.SealSnapshot(stored.Version, altered.WrittenSpan.ToArray()));
        });
    }
}
