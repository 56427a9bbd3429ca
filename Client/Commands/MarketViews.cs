using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing market</c>: what is to be read of a market, and sellers' bases.</summary>
internal static class MarketViews
{
    /// <summary>The commands.</summary>
    internal static IEnumerable<Command> All() =>
        [Terms(), Config(), Inspections(), Curtailments(), Contested(), Health(), RegionHealth(), Base()];

    /// <summary>What contested rounds would have given a seller.</summary>
    internal static Command ContestedOfSeller() => new RemoteOptions().On(
        new DocumentedCommand(
            "contested", "A seller's awards in provisional and voided rounds.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market,
        },
        (server, parsed, json) => Show(
            server.Send(HttpMethod.Get, Places.OfSeller(parsed, "contested-rounds", inMarket: true)),
            json, "granted_to_seller_volume"));

    private static Command Terms() => On(
        "terms", "The units and rules of a market, for everyone.",
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms")), json, "terms"));

    private static Command Config() => On(
        "config", "The configuration as JSON, as market create --config takes it.",
        (server, parsed, _) => Console.Out.WriteLine(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "config")).ToJsonString()));

    private static Command Inspections() => On(
        "inspections", "Who saw sealed bids, when and why.",
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Places.OfMarket(parsed, "inspections"), "inspections"), "inspections",
            json, "inspection_id", "inspected_at", "inspected_by", "seller", "reason"));

    private static Command Curtailments() => On(
        "curtailments", "What was taken back, and from where.",
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "curtailments")), "curtailments",
            json, "curtailment_id", "day", "volume", "from_pool_volume", "charge_waived_minor",
            "compensation_minor"));

    private static Command Contested() => On(
        "contested", "Results that bind nobody: voided ones, and the provisional one.",
        (server, parsed, json) => Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "rounds/contested")), json,
            "granted_volume"));

    // A row has the members of the round, why it was voided, and what the seller won.
    private static void Show(JsonNode contested, bool json, string volume)
    {
        if (json)
        {
            Console.Out.WriteLine(contested.ToJsonString());
            return;
        }
        var rows = new JsonArray();
        foreach (var one in contested["rounds"]!.AsArray())
        {
            var row = one!["round"]!.DeepClone().AsObject();
            row["voided_at"] = one["voided_at"]?.DeepClone();
            row["reason"] = one["reason"]?.DeepClone();
            row["granted_to_seller_volume"] =
                one["awards"]!.AsArray().Sum(award => (long)award!["volume"]!);
            rows.Add((JsonNode)row);
        }
        RemoteTable.Show(
            new JsonObject { ["rounds"] = rows }, "rounds", json, "round", "stage", volume,
            "round_fee_micros", "binds_at", "voided_at", "reason");
    }

    private static Command Health() => On(
        "health", "Who could move the fees, and what looks suspicious.",
        (server, parsed, json) =>
        {
            var health = server.Send(HttpMethod.Get, Places.OfMarket(parsed, "health"));
            // Thresholds are worded in the measure's own unit.
            foreach (var measure in json ? [] : health["measures"]!.AsArray())
            {
                measure!["value"] = measure["value_ppm"] is { } ppm
                    ? ((double)ppm / 1e6).ToString("0.####", CultureInfo.InvariantCulture)
                    : null;
            }
            RemoteTable.Show(
                health, "measures", json, "name", "value", "threshold", "alarm", "detail");
        });

    private static Command RegionHealth()
    {
        var region = new Argument<string>("REGION") { Description = "The region." };
        return new RemoteOptions().On(
            new DocumentedCommand(
                "region-health",
                "A region's markets that have a cleared round, taken together, and which raise an alarm.",
                RemoteOptions.Help)
            {
                region,
            },
            (server, parsed, json) => ShowRegion(
                server.Send(
                    HttpMethod.Get,
                    $"regions/{Uri.EscapeDataString(parsed.GetRequiredValue(region))}/health"),
                json));
    }

    // First the region's own numbers, then a row for each market that raises an alarm.
    private static void ShowRegion(JsonNode health, bool json)
    {
        RemoteTable.Show(health, json, "region");
        if (json) { return; }
        var rows = new JsonArray();
        foreach (var market in health["market_alarms"]!.AsArray())
        {
            var alarms = market!["alarms"]!.AsArray();
            if (alarms.Count == 0) { continue; }
            rows.Add((JsonNode)new JsonObject
            {
                ["market"] = market["market"]!.DeepClone(),
                ["alarms"] = string.Join(", ", alarms),
            });
        }
        RemoteTable.Show(new JsonObject { ["of"] = rows }, "of", json, "market", "alarms");
    }

    private static Command Base()
    {
        var zone = AllocationCommand.Zone;
        var volume = Options.Number("--volume", "Cubic feet.", 0, null);
        return AllocationCommand.On(
            "base", "Set a seller's base for all periods for which no run announced one.",
            [Places.Seller, zone, volume],
            (server, parsed, json) => AllocationCommand.Say(
                server.Send(
                    HttpMethod.Put,
                    Places.OfSeller(parsed, $"bases/{AllocationCommand.ZoneOf(parsed)}"),
                    new JsonObject { ["volume"] = parsed.GetValue(volume) }),
                json, "base in"));
    }

    private static Command On(
        string name, string summary, Action<RemoteServer, ParseResult, bool> run) =>
        new RemoteOptions().On(
            new DocumentedCommand(name, summary, RemoteOptions.Help) { Places.Market }, run);
}
