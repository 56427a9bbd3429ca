using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Verification;

namespace Clearing.Client.Tests.Journal;

/// <summary>Verification compares the events that a run counted with those that were confirmed.</summary>
public class PlannedEventCheckTests
{
    private static readonly string Stream = Streams.OfZoneSeller("us/standard/one");
    private static readonly DateOnly CutOff = new(2026, 10, 18);

    private static readonly EventPlan Deal =
        new("deal", CutOff.AddDays(5), CutOff.AddDays(9), 2_000_000, 7);

    private static readonly PlannedEvent Counted = new(1, 2, 2_000_000, 7) { Id = "deal" };

    [Fact]
    public async Task A_confirmed_event_that_the_run_counts_is_in_order() =>
        Assert.Empty(await Found([Decided(EventState.Confirmed)], Counted));

    [Fact]
    public async Task An_event_that_is_not_confirmed_or_is_withdrawn_must_not_count()
    {
        Assert.Empty(await Found([]));
        Assert.Single(await Found([], Counted));
        Assert.Single(await Found(
            [Decided(EventState.Confirmed), Decided(EventState.Withdrawn)], Counted));
    }

    [Fact]
    public async Task A_confirmed_event_must_count_in_its_weeks_as_it_is()
    {
        ZoneSellerEvent[] confirmed = [Decided(EventState.Confirmed)];
        Assert.Single(await Found(confirmed));
        Assert.Single(await Found(confirmed, Counted with { ToWeek = 3 }));
        Assert.Single(await Found(confirmed, Counted with { AddedMilliVolume = 8 }));
    }

    private static EventDecided Decided(EventState state) =>
        new(new("deal", state, "as agreed"), CutOff);

    private static async Task<IEnumerable<string>> Found(
        ZoneSellerEvent[] decisions, params PlannedEvent[] counted)
    {
        var snapshot = RunSnapshot.Of(
            "one", [], UseOfExtra.None, null, CutOff, new AllocationConfig()) with
        {
            Events = counted.Length == 0 ? null : [.. counted],
        };
        ZoneSellerEvent[] happened =
        [
            new EventProposed(Deal, CutOff), .. decisions,
            new RunTaken("run", 1, Period.Parse("2026-11")!.Value, snapshot),
        ];
        var story = new JournalStory();
        story.Events[Stream] =
        [
            .. happened.Select(Codecs.ZoneSeller.Encode).Select((one, i) =>
                new StoredEvent(i + 1, one.Type, one.Payload, DateTimeOffset.UnixEpoch)),
        ];
        var findings = await new JournalCheck(story).Run();
        Assert.All(findings.Violations, found => Assert.Equal(Stream, found.Stream));
        return findings.Violations.Select(found => found.Rule);
    }
}
