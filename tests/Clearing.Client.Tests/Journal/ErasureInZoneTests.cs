using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Verification.Erasing;

namespace Clearing.Client.Tests.Journal;

/// <summary>Which runs of a zone must be over before a seller is erased.</summary>
public sealed class ErasureInZoneTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-in-zone-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("2020-01", false, true)]
    [InlineData("2099-01", false, false)]
    [InlineData("2099-01", true, true)]
    public async Task A_run_is_in_the_way_if_the_seller_takes_part_in_it_and_its_period_is_not_over(
        string period, bool isAbsent, bool mayGo)
    {
        var told = new JournalStory();
        told.Events.Add("zone/us/standard", [.. Run(period, isAbsent ? ["halloween"] : [])
            .Select(Codecs.Zone.Encode)
            .Select((happened, i) => new StoredEvent(
                i + 1, happened.Type, happened.Payload, DateTimeOffset.UnixEpoch))]);
        var story = new SealedStory(
            new() { Path = Path.Combine(_folder.FullName, "clearing.db") },
            Path.Combine(_folder.FullName, "keys"));
        await story.Write(told);
        if (!mayGo)
        {
            var refused = await Assert.ThrowsAsync<ErasureRefusedException>(
                () => story.Erase("halloween"));
            Assert.Contains($"us/standard/{period}", refused.Message, StringComparison.Ordinal);
            return;
        }
        await story.Erase("halloween");

        Assert.Empty((await story.Verify(withKeys: true)).Violations);
        Assert.DoesNotContain("halloween", await story.Readable(), StringComparison.Ordinal);
    }

    // A run that was confirmed, and whose market was never opened.
    private static ZoneEvent[] Run(string period, string[] absent) =>
    [
        new ZoneConfigured(new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig())),
        new SellersEntered(["halloween", "other"]),
        new RunBegun(new("r", period, [1_000]), new DateOnly(2019, 12, 1)),
        new SellersFixed("r"),
        new SellersCounted("r", 2 - absent.Length, 0, "", new ZoneSeason([]), [.. absent]),
        new StepTaken("r", 0, null),
        new RunConfirmed(new("c", "r"), new DateOnly(2019, 12, 10)),
        new RunAnnounced("r"),
        new CapacityOffered("r", CapacityStatus.MarketUnknown),
    ];
}
