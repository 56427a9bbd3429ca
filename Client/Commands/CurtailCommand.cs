using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing market curtail</c>: takes space back from a market.</summary>
internal static class CurtailCommand
{
    /// <summary>The command.</summary>
    internal static Command Create()
    {
        var id = Options.Id("The curtailment's id: the idempotency key.");
        var volume = Options.Number("--volume", "Cubic feet, whole lots.", 1, null);
        var day = Options.Required(
            "--day", "The first day on which the space is gone.", "DAY");
        var dryRun = Options.Flag("--dry-run", "Show what would be taken, and take nothing.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "curtail", "Take space back from the pool, then from offers, then from awards.",
            RemoteOptions.Help)
        {
            Places.Market, id, volume, day, dryRun,
        };
        confirmation.AddTo(command);
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var trying = parsed.GetValue(dryRun);
            if (!trying)
            {
                confirmation.Ask(
                    parsed, () => $"Take {parsed.GetValue(volume)} cubic feet back from "
                        + $"{Places.MarketOf(parsed)}.");
            }
            var taken = server.Send(
                HttpMethod.Post,
                Places.OfMarket(parsed, "curtailments") + (trying ? "?dry_run=true" : ""),
                new JsonObject
                {
                    ["curtailment_id"] = parsed.GetRequiredValue(id),
                    ["volume"] = parsed.GetValue(volume),
                    ["day"] = parsed.GetRequiredValue(day),
                });
            RemoteTable.Show(
                taken, json, trying ? "would take; nothing was taken" : "curtailment");
            if (json) { return; }
            RemoteTable.Show(
                taken, "awards", json, "award_id", "seller", "from_offer_volume", "cut_volume",
                "charge_waived_minor", "compensation_minor", "below_min");
        });
    }
}
