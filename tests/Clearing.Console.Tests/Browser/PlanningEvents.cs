using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

/// <summary>A seller proposes an event on its page; an operator finds it and decides on it.</summary>
[Collection(ConsoleCollection.Name)]
public class PlanningEvents(ConsoleWorld world)
{
    private const string Zone = "us-east/standard";
    private const string Market = Zone + "/2026-Q4";
    private const string Limit = "/sellers/acme/limit?market=" + Market;

    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    [BrowserFact]
    public async Task What_a_seller_proposes_an_operator_confirms_and_withdraws_with_a_reason()
    {
        await using var server = await Started();
        await using var acme = await world.As(server, "seller", "acme");
        await using var olga = await world.As(server, "operator", "olga");

        await acme.Go(Limit);
        await acme.Sees("No deal or launch is planned");
        await Propose(acme, "250", "120.5");
        await acme.Sees("Deal and launch: 250 % of the usual sales and +120.5 ft³ sold a week");
        await acme.Sees("Waits for an operator");
        await Assertions.Expect(acme.Button("Confirm…")).ToHaveCountAsync(0);

        await olga.Go("/markets?show=needs");
        await olga.Sees("Planned events wait");
        await olga.Page.Locator(".todo").GetByText(Market).ClickAsync();
        await olga.Sees("Planned events that wait for a decision");
        await Decide(olga, "Confirm", "as agreed on the phone");
        await Assertions.Expect(olga.Page.Locator("[data-waiting-events]")).ToHaveCountAsync(0);
        await olga.Go("/markets?show=needs");
        await olga.Sees("Nothing: no deficit");
        await olga.Go(Limit);
        await olga.Sees("by olga: as agreed on the phone");
        await Assertions.Expect(olga.Button("Confirm…")).ToHaveCountAsync(0);
        await acme.Go(Limit);
        await acme.Sees("Confirmed");
        await acme.Sees(": as agreed on the phone");
        await Assertions.Expect(acme.Page.Locator("[data-events]")).Not.ToContainTextAsync("olga");

        await Decide(olga, "Withdraw", "the fair is off");
        await olga.Sees("by olga: the fair is off");
        await Assertions.Expect(olga.Button("Withdraw…")).ToHaveCountAsync(0);
        Assert.Equal(EventState.Withdrawn, (await Events(server)).Single().State);
        Assert.Equal("", string.Join('\n', acme.Complaints.Concat(olga.Complaints)));
    }

    [BrowserFact]
    public async Task What_is_wrong_is_said_with_field_value_and_limit_and_nothing_is_sent_twice()
    {
        await using var server = await Started();
        await using var acme = await world.As(server, "seller", "acme");
        await acme.Go(Limit);
        await acme.Button("Propose an event…").ClickAsync();
        await Assertions.Expect(acme.Button("Propose it")).ToBeDisabledAsync();
        await Days(acme, Today, Today.AddDays(731));
        await acme.Page.GetByLabel("A deal: its weeks sell").FillAsync("a lot");
        await acme.Sees("It is a number of per cent, such as 250.");
        await Assertions.Expect(acme.Button("Propose it")).ToBeDisabledAsync();

        await acme.Page.GetByLabel("A deal: its weeks sell").FillAsync("");
        await acme.Button("Propose it").ClickAsync();
        await acme.Sees($"last_day · value {Today.AddDays(731):yyyy-MM-dd} · limit 730");
        await Days(acme, Today, Today.AddDays(7));
        await acme.Button("Propose it").ClickAsync();
        await acme.Sees("NOTHING_GIVEN");
        await acme.Page.GetByLabel("A deal: its weeks sell").FillAsync("0");
        await acme.Button("Propose it").ClickAsync();
        await acme.Sees("uplift_ppm · value 0 · limit 1");
        await acme.Page.GetByLabel("A deal: its weeks sell").FillAsync("200");
        await acme.Button("Propose it").ClickAsync();
        await Assertions.Expect(acme.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
        await acme.Sees("Deal: 200 % of the usual sales");

        var one = (await Events(server)).Single();
        Assert.Equal((2_000_000L, null, null), (one.Plan.UpliftPpm, one.Plan.AddedMilliVolume, one.Plan.Note));
    }

    [BrowserFact]
    public async Task A_decision_that_another_operator_took_first_and_a_reason_that_is_too_long_are_refused()
    {
        await using var server = await Started();
        await Grain(server).ProposeEvent(new("fair", Today, Today.AddDays(5), 2_000_000));
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await olga.Button("Decline…").ClickAsync();
        await Assertions.Expect(olga.Button("Decline the event")).ToBeDisabledAsync();
        await olga.Page.GetByLabel("Why").FillAsync(new string('x', 201));
        await olga.Button("Decline the event").ClickAsync();
        await olga.Sees("REASON_MALFORMED");
        await olga.Sees("limit 200");

        await Grain(server).DecideEvent(new("fair", EventState.Confirmed, "by otto"));
        await olga.Page.GetByLabel("Why").FillAsync("no room");
        await olga.Button("Decline the event").ClickAsync();
        await olga.Sees("It is CONFIRMED.");
        Assert.Equal("by otto", (await Events(server)).Single().Reason);
    }

    [BrowserFact]
    public async Task Others_find_no_list_of_what_waits_and_an_auditor_decides_nothing()
    {
        await using var server = await Started();
        await Grain(server).ProposeEvent(new("fair", Today, Today.AddDays(5), 2_000_000));
        await using var bob = await world.As(server, "seller", "bob");
        await using var ann = await world.As(server, "auditor", "ann");

        await bob.Go($"/markets/{Market}");
        await Assertions.Expect(bob.Page.Locator("[data-waiting-events]")).ToHaveCountAsync(0);
        await bob.Go(Limit);
        await bob.Sees("FORBIDDEN");
        await ann.Go($"/markets/{Market}");
        await ann.Sees("Deal: 200 % of the usual sales");
        await ann.Go(Limit);
        await ann.Sees("Deal: 200 % of the usual sales");
        foreach (var button in new[] { "Confirm…", "Decline…", "Withdraw…", "Propose an event…" })
        {
            await Assertions.Expect(ann.Button(button)).ToHaveCountAsync(0);
        }
    }

    [BrowserFact]
    public async Task The_sample_has_an_event_that_is_confirmed_and_others_that_wait()
    {
        await using var olga = await world.As("operator", "olga");
        await olga.Go($"/sellers/halloween-shop/limit?market={Zone}/{world.Quarter}");
        await olga.Sees("Why is my limit 720?");
        await olga.Sees("by olga: sold like this last year too");
        await olga.Sees("costumes for carnival, new in the range");
        await olga.Go($"/markets/{Zone}/{world.Quarter}");
        await olga.Sees("a fair in our town");
    }

    private static async Task<ConsoleServer> Started()
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IZoneGrain>(Zone).Configure(
            new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig()));
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig());
        return server;
    }

    private static async Task Propose(Reader acme, string uplift, string added)
    {
        await acme.Button("Propose an event…").ClickAsync();
        await Days(acme, Today.AddDays(3), Today.AddDays(9));
        await acme.Page.GetByLabel("A deal: its weeks sell").FillAsync(uplift);
        await acme.Page.GetByLabel("A launch: its weeks sell in addition").FillAsync(added);
        await acme.Page.GetByLabel("What it is").FillAsync("a fair in our town");
        await acme.Button("Propose it for").ClickAsync();
        await Assertions.Expect(acme.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
    }

    private static async Task Days(Reader acme, DateOnly first, DateOnly last)
    {
        await acme.Page.GetByLabel("First day").FillAsync($"{first:yyyy-MM-dd}");
        await acme.Page.GetByLabel("Last day").FillAsync($"{last:yyyy-MM-dd}");
    }

    private static async Task Decide(Reader olga, string verb, string reason)
    {
        await olga.Button($"{verb}…").ClickAsync();
        await olga.Page.GetByLabel("Why").FillAsync(reason);
        await olga.Button($"{verb} the event").ClickAsync();
        await Assertions.Expect(olga.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
    }

    private static IZoneSellerGrain Grain(ConsoleServer server) =>
        server.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, "acme"));

    private static async Task<EventPlanView[]> Events(ConsoleServer server) =>
        [.. await Grain(server).PlannedEvents(waiting: false, 0, 10)];
}
