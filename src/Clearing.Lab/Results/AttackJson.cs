using System.Text.Json.Nodes;
using Clearing.Lab.Attacks;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Lab.Results;

/// <summary>All attacks, under the names of the reference.</summary>
public static class AttackJson
{
    /// <summary>The tiny late bid.</summary>
    public const string TinyLate = "A1 tiny late own bid at fee 0";

    /// <summary>A lie about one's own space.</summary>
    public const string Overstated = "A5 overstating by 50 %";

    /// <summary>Plays all attacks.</summary>
    public static JsonObject Run(LabOptions options)
    {
        var tight = MarketModel.Tight;
        MarketModel[] models = [tight, MarketModel.Balanced, MarketModel.Slack];
        return new()
        {
            [TinyLate] = Tiny(models, CreditTerms.None, options),
            ["A1 tiny late own bid at fee 0, credit 15 %"] = Tiny(models, new(0.15, 1), options),
            ["A1 tiny late own bid at fee 0, attacker wins in the last round"] =
                Tiny(models, CreditTerms.None, options, sameRound: true),
            ["A2 give back to reprice"] = GiveBack(CreditTerms.None, options),
            ["A2 give back to reprice, credit 15 %"] = GiveBack(new(0.15, 1), options),
            ["A3 demand reduction"] = Of(DemandReduction.Run(tight, [4, 8, 16, 40], options)),
            ["A4 waiting until the last round"] = Of(Waiting.Run(tight, options)),
            [Overstated] = Of(Overstating.Run(tight, 1.5, options)),
            ["A6 claims inflated by e^N(0,tau)"] =
                ResultJson.Of(InflatedClaims.Run(tight, options)),
        };
    }

    /// <summary>The name of a model in results: its label and its scarcity.</summary>
    public static string NameOf(MarketModel model) =>
        FormattableString.Invariant($"{model.Label} {model.Scarcity}");

    /// <summary>One attack.</summary>
    public static JsonObject Of(AttackResult result)
    {
        var members = new JsonObject();
        foreach (var (cure, figures) in result.Rows) { members[cure] = ResultJson.Of(figures); }
        return members;
    }

    private static JsonObject Tiny(
        MarketModel[] models, CreditTerms credit, LabOptions options, bool sameRound = false)
    {
        var members = new JsonObject();
        foreach (var model in models)
        {
            members[NameOf(model)] =
                Of(TinyLateBid.Run(model, Cure.OfTinyLateBid, credit, options, sameRound));
        }
        return members;
    }

    private static JsonObject GiveBack(CreditTerms credit, LabOptions options)
    {
        var members = new JsonObject();
        foreach (var sellers in (int[])[40, 8])
        {
            members[$"tight 0.35, {sellers} sellers"] = Of(GivingBack.Run(
                MarketModel.Tight with { Sellers = sellers }, Cure.OfGivingBack, credit, options));
        }
        return members;
    }
}
