using System.Text.Json.Nodes;
using Clearing.Instruments.Journals;

namespace Clearing.Client.Lab;

/// <summary>The answer to a what-if as JSON.</summary>
internal static class WhatIfJson
{
    internal static JsonObject Of(WhatIf answer) => new()
    {
        ["caution"] = WhatIf.Caution,
        ["bids_held_fixed"] = true,
        ["market"] = answer.Market,
        ["bid"] = answer.Bid,
        ["seller"] = answer.Seller,
        ["old"] = Of(answer, answer.Old),
        ["new"] = Of(answer, answer.New!),
        ["least_winning_fee_micros"] = answer.LeastWinningFee,
        ["own_sales_per_cubic_foot_minor"] = Integer(answer.SalesPerCubicFoot),
        ["break_even_sales_per_cubic_foot_minor"] = Integer(answer.BreakEvenSales),
        ["not_applicable"] = answer.NotApplicable,
    };

    private static JsonObject Of(WhatIf answer, WhatIfOutcome outcome) => new()
    {
        ["max_fee_micros"] = outcome.MaxFee,
        ["max_volume"] = outcome.MaxVolume,
        ["granted_volume"] = Integer(outcome.Volume),
        ["charge_minor"] = Integer(outcome.Charge),
        ["credit_at_own_sales_minor"] = Integer(answer.Credit(outcome, WhatIf.Whole)),
        ["credit_at_0.6_of_own_sales_minor"] =
            Integer(answer.Credit(outcome, WhatIf.LowerSalesPpm)),
        ["awards"] = new JsonArray(
        [
            .. outcome.Awards.Select(award => (JsonNode)new JsonObject
            {
                ["round"] = award.Round,
                ["volume"] = award.Volume,
                ["round_fee_micros"] = award.RoundFee,
                ["final_fee_micros"] = award.FinalFee,
            }),
        ]),
    };

    /// <summary>An amount as a JSON integer, never rounded.</summary>
    private static JsonNode? Integer(Int128? amount) =>
        amount is { } minor ? JsonNode.Parse(minor.ToString()) : null;
}
