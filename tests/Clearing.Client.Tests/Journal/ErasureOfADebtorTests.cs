using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Verification.Erasing;

namespace Clearing.Client.Tests.Journal;

/// <summary>A seller is not erased while its zone owes its account something, or would bill it.</summary>
/// <remarks>The seller has a base of 100 cubic feet in a month that is long over.</remarks>
public sealed class ErasureOfADebtorTests : IDisposable
{
    private const string Place = "us/standard";
    private const string Shop = "halloween";
    private static readonly DateOnly Month = new(2020, 1, 1);
    private static readonly DateOnly Before = new(2019, 12, 16);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-debtor-");
    private readonly List<StoredEvent> _ofZone = [];
    private readonly List<StoredEvent> _ofSeller = [];
    private readonly Zone _zone = new();
    private readonly ZoneSeller _seller = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_month_above_the_limit_that_is_not_billed_is_in_the_way()
    {
        Announce();
        Use(130);

        await Refuses("the bill of 2020-01 in us/standard");
    }

    [Fact]
    public async Task A_bill_that_the_account_has_not_taken_is_in_the_way()
    {
        Announce();
        Use(130);
        Do(_seller.Bill(Month, new(
            Place, DateTimeOffset.UnixEpoch, Month.AddMonths(1).AddDays(1), _zone.Terms!)));
        Do([new MonthBilled(Month)]);

        await Refuses("what us/standard has yet to hand over to its account");
    }

    [Fact]
    public async Task A_month_within_the_limit_is_not()
    {
        Announce();
        Use(90);

        var story = await Written();
        await story.Erase(Shop);
        Assert.DoesNotContain(Shop, await story.Readable(), StringComparison.Ordinal);
    }

    private async Task Refuses(string why)
    {
        var story = await Written();
        var refused = await Assert.ThrowsAsync<ErasureRefusedException>(() => story.Erase(Shop));
        Assert.EndsWith($"not over: {why}", refused.Message, StringComparison.Ordinal);
    }

    private async Task<SealedStory> Written()
    {
        var told = new JournalStory();
        told.Events.Add($"zone/{Place}", _ofZone);
        told.Events.Add($"zone-seller/{Place}/{Shop}", _ofSeller);
        var story = new SealedStory(
            new() { Path = Path.Combine(_folder.FullName, "clearing.db") },
            Path.Combine(_folder.FullName, "keys"));
        await story.Write(told);
        return story;
    }

    private void Announce()
    {
        Do(_zone.Configure(
            new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig())).Events);
        Do(_zone.Enter(Shop));
        Do(_seller.SetProfile(new(new(2010, 1, 1), Plan.Professional)));
        Do(_zone.Set(new("2020-01", Shop, 100, "as agreed"), Before).Events);
        Do(_zone.Begin(new("run", "2020-01", [1_000_000]), Before).Events);
        Do([new SellersFixed("run")]);
        var step = _zone.UnderWay!.Step();
        var entry = _seller.Enter(
            Shop, step, hasBid: false, Before, _zone.GivenIn(_zone.UnderWay!, Shop));
        Do(entry.Events);
        Do([new SellersCounted(
            "run", 1, 0, entry.Answer.FactsHash,
            ZoneSeason.Of(entry.Answer.Units, step.Weeks, step.Rules), [])]);
        for (Int128? regular = null; _zone.UnderWay is { } run; regular = 0)
        {
            var planned = _seller.Plan(run.Step(), _zone.OverridesOf(run, Shop));
            Do(planned.Events);
            Do([new StepTaken("run", regular, planned.Answer.Next is { } target
                ? ZoneShare.Of(1_000_000, default(ZoneSum) + target, run.Rules)
                : null)]);
        }
        Do(_zone.Confirm(new("ok", "run"), Before.AddDays(3)).Events);
        Do(_seller.Announce("run", Before.AddDays(3), 7));
        Do([new RunAnnounced("run"), new CapacityOffered("run", CapacityStatus.MarketUnknown)]);
    }

    private void Use(long volume) => Do(_seller.Decide(
        new DayReport("day", Month.AddDays(4), 0, new() { UsedVolume = volume }),
        FactWindow.Always, 7).Events);

    private void Do(IEnumerable<ZoneEvent> events)
    {
        foreach (var happened in events)
        {
            _zone.Apply(happened);
            Add(_ofZone, Codecs.Zone.Encode(happened));
        }
    }

    private void Do(IEnumerable<ZoneSellerEvent> events)
    {
        foreach (var happened in events)
        {
            _seller.Apply(happened);
            Add(_ofSeller, Codecs.ZoneSeller.Encode(happened));
        }
    }

    private static void Add(List<StoredEvent> stream, NewEvent happened) => stream.Add(new(
        stream.Count + 1, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch));
}
