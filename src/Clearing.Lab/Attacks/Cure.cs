using Clearing.Lab.Markets;
using Clearing.Lab.Models;

namespace Clearing.Lab.Attacks;

/// <summary>Rules under which an attack is tried.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="RulesOf">The rules, given the model.</param>
/// <param name="OtherName">True if the attacker bids under another name.</param>
public sealed record Cure(string Name, Func<MarketModel, PlayRules> RulesOf, bool OtherName = false)
{
    /// <summary>Dollars per cubic foot, in micros.</summary>
    private const long Reserve = 1_500_000;

    private const int FivePercent = 50_000;

    /// <summary>The product's own rule with support.</summary>
    public static readonly PlayRules Rule8 =
        PlayRules.Product with { SupportPpm = FivePercent };

    private static readonly PlayRules AsBuilt = new(FeeRule.LowestGranted, Repricing.AsBuilt);

    private static readonly PlayRules Others = new(FeeRule.LowestGranted, Repricing.OthersOnly);

    private static readonly PlayRules Support =
        new(FeeRule.LowestGranted, Repricing.Depth, SupportPpm: FivePercent);

    private static readonly PlayRules Depth =
        new(FeeRule.Depth, Repricing.Depth, SupportPpm: FivePercent);

    /// <summary>The cures of the tiny late bid, in the order of the reference.</summary>
    public static IReadOnlyList<Cure> OfTinyLateBid { get; } =
    [
        new("as built", _ => AsBuilt),
        new("as built, other name", _ => AsBuilt, OtherName: true),
        new("guard 1 % of capacity (total granted, as built)", model => Guard(model, 100)),
        new("own bids excluded", _ => Others),
        new("own bids excluded, other name", _ => Others, OtherName: true),
        new("guard 10 % of capacity (total granted, as built)", model => Guard(model, 10)),
        new("depth 5 % for repricing only", _ => Support),
        new("depth 5 % for repricing only, other name", _ => Support, OtherName: true),
        new("reserve 1.50 and depth 5 %", _ => Depth with { Reserve = Reserve }),
        new("depth 5 %", _ => Depth),
        new("depth 5 %, other name", _ => Depth, OtherName: true),
        new("reserve 1.50", _ => AsBuilt with { Reserve = Reserve }),
        new("rule 8 at 0 and 0", _ => PlayRules.Product),
        new("rule 8 at 50,000 ppm", _ => Rule8),
        new("rule 8 at 50,000 ppm, other name", _ => Rule8, OtherName: true),
        new("rule 8 at 50,000 ppm, reserve 1.50", _ => Rule8 with { Reserve = Reserve }),
    ];

    /// <summary>The cures of giving back to reprice.</summary>
    public static IReadOnlyList<Cure> OfGivingBack { get; } =
    [
        new("as built", _ => AsBuilt),
        new("guard 1 % of capacity (total granted, as built)", model => Guard(model, 100)),
        new("guard 5 % of capacity (total granted, as built)", model => Guard(model, 20)),
        new("rule 8 at 0 and 0", _ => PlayRules.Product),
        new("rule 8 at 50,000 ppm", _ => Rule8),
    ];

    private static PlayRules Guard(MarketModel model, int part) =>
        new(FeeRule.LowestGranted, Repricing.Guard, MinVolume: model.Capacity / part);
}
