using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Client.Allocation;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation</c>: runs of a zone, and sellers' bases.</summary>
internal static class RunCommands
{
    private static readonly Argument<string> Run = new("RUN") { Description = "The run's id." };

    private static readonly Argument<string> Period =
        new("PERIOD") { Description = "A month or a quarter, such as 2026-11." };

    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() =>
        [
            Begin(), Runs(), Sellers(), Override(), Overrides(), Confirm(), Base(), Projection(),
            Advice(), Lines(),
        ];

    private static Command Begin() => RunTermsOptions.Sending(
        "run", "Draft the bases of a period and of two estimates.", "run", "runs");

    private static Command Runs()
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "Show one run and how it shares the capacity; without it, list all runs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return AllocationCommand.On(
            "runs", "A zone's runs, or one of them.", [AllocationCommand.Zone, run],
            (server, parsed, json) =>
            {
                if (parsed.GetValue(run) is not { } id)
                {
                    RemoteTable.Show(
                        server.AllPages(AllocationCommand.OfZone(parsed, "runs"), "runs"),
                        "runs", json, "run_id", "period", "stage", "outdated", "sellers",
                        "confirmed_on", "offer_status");
                    return;
                }
                var found = server.Send(HttpMethod.Get, OfRun(parsed, id, ""));
                RemoteTable.Show(found, json, "run");
                if (json) { return; }
                RemoteTable.Show(
                    found, "periods", json, "period", "estimate", "capacity_volume", "fixed_volume",
                    "market_tranche_volume", "room_volume", "target_volume", "base_volume",
                    "offered_volume");
            });
    }

    private static Command Sellers()
    {
        var after = Options.Text("--after", "Only sellers after this one.", "SELLER");
        return AllocationCommand.On(
            "sellers", "The sellers of a run and their bases, up to 1000.",
            [AllocationCommand.Zone, Run, after],
            (server, parsed, json) => RemoteTable.Show(
                server.Send(
                    HttpMethod.Get,
                    OfRun(parsed, parsed.GetRequiredValue(Run), "/sellers?limit=1000")
                        + AllocationCommand.Query("cursor", parsed.GetValue(after))),
                "sellers", json, "seller", "has_profile", "stage", "target_volume", "base_volume",
                "reserved_volume"));
    }

    private static Command Override()
    {
        var period = Options.Required("--period", "The period, such as 2026-11.", "PERIOD");
        var seller = Options.Required("--seller", "The seller.", "SELLER");
        var volume = Options.NumberIfAny(
            "--volume", "Its base in cubic feet; without it an earlier override is removed.", 0);
        var note = Options.Required("--note", "Why; kept in the journal.", "TEXT");
        return AllocationCommand.On(
            "override", "Set a seller's base of a period, or remove such an override.",
            [AllocationCommand.Zone, period, seller, volume, note],
            (server, parsed, json) => AllocationCommand.Say(
                server.Send(
                    HttpMethod.Post, AllocationCommand.OfZone(parsed, "overrides"), new JsonObject
                    {
                        ["period"] = parsed.GetRequiredValue(period),
                        ["seller"] = parsed.GetRequiredValue(seller),
                        ["volume"] = parsed.GetValue(volume),
                        ["note"] = parsed.GetRequiredValue(note),
                    }),
                json, "override"));
    }

    private static Command Overrides() => AllocationCommand.On(
        "overrides", "A period's overrides.", [AllocationCommand.Zone, Period],
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(
                AllocationCommand.OfZone(parsed, $"overrides/{PeriodOf(parsed)}"), "overrides"),
            "overrides", json, "seller", "volume", "note"));

    private static Command Confirm()
    {
        var id = Options.Id("The confirmation's id: the idempotency key.");
        var confirmation = new Confirmation();
        var command = AllocationCommand.On(
            "confirm", "Announce a draft: sellers are notified, and the market gets what is left.",
            [AllocationCommand.Zone, Run, id],
            (server, parsed, json) =>
            {
                var run = parsed.GetRequiredValue(Run);
                confirmation.Ask(parsed, () => $"Announce the bases of run {run}.");
                AllocationCommand.Say(
                    server.Send(
                        HttpMethod.Post, OfRun(parsed, run, "/confirm"),
                        new JsonObject { ["confirmation_id"] = parsed.GetRequiredValue(id) }),
                    json, "confirmation");
            });
        confirmation.AddTo(command);
        return command;
    }

    private static Command Base() => AllocationCommand.On(
        "base", "Why a seller's limit is what it is, on one page.",
        [Places.Seller, AllocationCommand.Zone, Period],
        (server, parsed, json) =>
        {
            var found = server.Send(HttpMethod.Get, OfBase(parsed));
            if (json) { Console.Out.WriteLine(found.ToJsonString()); }
            else { new BasePage(parsed.GetRequiredValue(Places.Seller), found).Show(); }
        });

    private static Command Projection() => AllocationCommand.On(
        "projection", "What a seller is expected to sell, week by week after the cut-off.",
        [Places.Seller, AllocationCommand.Zone, Period],
        (server, parsed, json) =>
        {
            var found = server.Send(HttpMethod.Get, OfBase(parsed));
            if (!json && found["weeks"] is null)
            {
                Console.Out.WriteLine("These weeks are no longer kept: three more runs were announced.");
                return;
            }
            RemoteTable.Show(found, "weeks", json, "week", "milli_volume", "uplift_ppm", "source");
        });

    private static Command Lines() => AllocationCommand.On(
        "lines", "What each day's sales owe to extra space in a market, and why.",
        [Places.Seller, Places.Market],
        (server, parsed, json) =>
        {
            var found = server.AllPages(Places.OfSeller(parsed, "lines", inMarket: true), "lines");
            if (json) { Console.Out.WriteLine(found.ToJsonString()); }
            else { LinesTable.Show(found); }
        });

    private static Command Advice()
    {
        var volume = Options.Number("--volume", "Cubic feet.", 1, null, DayFigures.MaxVolume);
        var fees = Options.Required(
            "--fees-micros", "1 to 20 max fees with commas between.", "FEES");
        var sameQuarter = Options.Flag("--same-quarter", "Count only this quarter of past years.");
        return AllocationCommand.On(
            "advice", "What bids at some fees would probably get, cost and bring.",
            [Places.Seller, AllocationCommand.Zone, Period, volume, fees, sameQuarter],
            (server, parsed, json) =>
            {
                var found = server.Send(HttpMethod.Get, AllocationCommand.OfSeller(
                    parsed, $"advice/{PeriodOf(parsed)}?volume={parsed.GetValue(volume)}"
                        + AllocationCommand.Query("fees_micros", parsed.GetValue(fees))
                        + (parsed.GetValue(sameQuarter) ? "&same_quarter=true" : "")));
                if (json) { Console.Out.WriteLine(found.ToJsonString()); }
                else { AdviceTable.Show(found); }
            });
    }

    private static string OfRun(ParseResult parsed, string run, string path) =>
        AllocationCommand.OfZone(parsed, $"runs/{Uri.EscapeDataString(run)}{path}");

    private static string OfBase(ParseResult parsed) =>
        AllocationCommand.OfSeller(parsed, $"bases/{PeriodOf(parsed)}");

    private static string PeriodOf(ParseResult parsed) =>
        Uri.EscapeDataString(parsed.GetRequiredValue(Period));
}
