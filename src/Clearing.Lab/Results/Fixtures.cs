using System.Text.Json.Nodes;
using Clearing.Lab.Markets;

namespace Clearing.Lab.Results;

/// <summary>Small books whose outcome under each rule is known exactly.</summary>
public static class Fixtures
{
    private static readonly (string Name, PlayRules Rules)[] Rules =
    [
        ("pay_as_bid", new(FeeRule.PayAsBid, Repricing.None)),
        ("rounds", PlayRules.Rounds),
        ("repricing", PlayRules.Product),
        ("repricing_guard_300",
            new(FeeRule.LowestGranted, Repricing.Guard, MinVolume: 300)),
        ("own_excluded", new(FeeRule.LowestGranted, Repricing.OthersOnly)),
        ("depth_5pct", new(FeeRule.Depth, Repricing.Depth, SupportPpm: 50_000)),
        ("highest_rejected_rounds", new(FeeRule.HighestRejected, Repricing.None)),
        ("reserve_2", PlayRules.Product with { Reserve = 2_000_000 }),
    ];

    /// <summary>Plays a book under all rules, in the shape of the reference.</summary>
    /// <param name="fixture">Its capacity and its book in order.</param>
    public static JsonObject Play(JsonObject fixture)
    {
        var capacity = fixture["capacity"]!.AsArray().Select(volume => (long)volume!).ToArray();
        var sheet = Sheet(fixture["book_in_sequence"]!.AsArray());
        var outcomes = new JsonObject();
        foreach (var (name, rules) in Rules)
        {
            outcomes[name] = Outcome(sheet, capacity, rules);
        }
        return new()
        {
            ["capacity"] = fixture["capacity"]!.DeepClone(),
            ["book_in_sequence"] = fixture["book_in_sequence"]!.DeepClone(),
            ["award_columns"] = new JsonArray(
                "seller", "block", "round", "volume", "round_fee", "final_fee"),
            ["outcomes"] = outcomes,
        };
    }

    private static BidSheet Sheet(JsonArray book)
    {
        var sheet = new BidSheet();
        sheet.Begin(book.Count);
        foreach (var bid in book)
        {
            sheet.Add(
                (2 * (int)bid!["seller"]!) + (int)bid["block"]!, (int)bid["arrival_round"]!,
                (long)bid["max_fee_micros"]!, (long)bid["max_volume"]!);
        }
        return sheet;
    }

    private static JsonObject Outcome(BidSheet sheet, long[] capacity, in PlayRules rules)
    {
        var play = new MarketPlay();
        play.Run(sheet, capacity, rules);
        var fees = play.RoundFees.Select(fee => fee < 0 ? null : (JsonNode)fee);
        var awards = play.Awards.ToArray()
            .OrderBy(award => award.Round)
            .ThenByDescending(award => sheet.MaxFee[award.Row])
            .ThenBy(award => award.Row)
            .Select(award => (JsonNode)new JsonArray(
                sheet.Block[award.Row] >> 1, sheet.Block[award.Row] & 1, award.Round, award.Volume,
                award.RoundFee, award.FinalFee));
        return new()
        {
            ["round_fees"] = new JsonArray([.. fees]),
            ["awards"] = new JsonArray([.. awards]),
        };
    }
}
