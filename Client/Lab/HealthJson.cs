using System.Text.Json.Nodes;
using Clearing.Instruments.Health;
using Clearing.Lab.Health;
using Clearing.Lab.Results;

namespace Clearing.Client.Lab;

/// <summary>A health report as JSON.</summary>
internal static class HealthJson
{
    internal static JsonObject Of(MarketsHealth report) => new()
    {
        ["measures"] = new JsonArray([.. HealthMeasure.All.Select(measure => Of(measure, report))]),
        ["markets"] = new JsonArray([.. report.Markets.Select(Of)]),
        ["regions"] = new JsonArray([.. report.Regions.Select(Of)]),
    };

    private static JsonNode Of(HealthMeasure measure, MarketsHealth report)
    {
        var rates = new JsonObject();
        foreach (var honest in report.Honest)
        {
            rates[honest.Model] = ResultJson.Of(honest.Rates[measure.Id]);
        }
        return new JsonObject
        {
            ["id"] = measure.Id,
            ["name"] = measure.Name,
            ["definition"] = measure.Definition,
            ["threshold"] = measure.CanAlarm ? measure.Threshold : null,
            ["false_alarm_rate"] = rates,
        };
    }

    private static JsonNode Of(MarketHealth health)
    {
        var findings = new JsonObject();
        foreach (var finding in health.Findings)
        {
            findings[finding.Id] = new JsonObject
            {
                ["value"] = finding.Value,
                ["flagged"] = finding.Flagged,
                ["detail"] = finding.Detail,
            };
        }
        return new JsonObject
        {
            ["market"] = health.Market.Market,
            ["alarms"] = health.Alarms,
            ["measures"] = findings,
            ["rounds"] = new JsonArray([.. health.Market.Rounds.Select(Of)]),
        };
    }

    private static JsonNode Of(ObservedRound round) => new JsonObject
    {
        ["round"] = round.Number,
        ["available_volume"] = round.Available,
        ["fresh_volume"] = round.Fresh,
        ["granted_volume"] = round.Granted,
        ["round_fee_micros"] = round.Fee,
        ["repriced_to_micros"] = round.RepricedTo,
        ["next_fee_micros"] = round.Next,
        ["depth_5_percent_fee_micros"] = round.Depth,
        ["setters"] = new JsonArray(
        [
            .. round.Awards.Where(award => award.MaxFee == round.Lowest)
                .Select(award => (JsonNode)new JsonObject
                {
                    ["bid"] = award.Bid,
                    ["seller"] = award.Seller,
                    ["volume"] = award.Volume,
                }),
        ]),
    };

    private static JsonNode Of(RegionHealth region) => new JsonObject
    {
        ["region"] = region.Region,
        ["markets"] = region.Markets,
        ["markets_with_an_alarm"] = region.Alarms,
        ["last_round_sets_lowest"] = region.LastRoundShare,
        ["lowest_by_round"] = new JsonObject(region.LowestByRound.Select(of =>
            KeyValuePair.Create($"{of.Key}", (JsonNode?)of.Value))),
        ["last_round_alarm"] = region.LastRoundAlarm,
    };
}
