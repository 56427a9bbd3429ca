using System.Text.Json.Nodes;

namespace Clearing.Lab.Models;

/// <summary>Models as JSON: one member for each parameter, all of them optional.</summary>
public static class ModelFile
{
    // The operator's correlation with old and new products at once; a file names the two.
    private const string OfAll = "rho";

    private static readonly ModelParameter[] Parameters =
    [
        ModelParameter.Whole("N", 1, 10_000, m => m.Sellers, (m, v) => m with { Sellers = v }),
        ModelParameter.Whole("R", 1, 100, m => m.Rounds, (m, v) => m with { Rounds = v }),
        ModelParameter.Share("new_share", m => m.NewShare, (m, v) => m with { NewShare = v }),
        ModelParameter.Number(
            "q_mean", 0.000001, 1e6, m => m.MeanProductivity,
            (m, v) => m with { MeanProductivity = v }),
        ModelParameter.Number("sigma", 0, 5, m => m.Sigma, (m, v) => m with { Sigma = v }),
        ModelParameter.Range("margin", 0, 1, m => m.Margin, (m, v) => m with { Margin = v }),
        ModelParameter.Share("rho_old", m => m.ForecastOld, (m, v) => m with { ForecastOld = v }),
        ModelParameter.Share("rho_new", m => m.ForecastNew, (m, v) => m with { ForecastNew = v }),
        ModelParameter.Share(
            "rho_seller", m => m.SellerForecast, (m, v) => m with { SellerForecast = v }),
        ModelParameter.Range("vol", 1, 1e9, m => m.Volume, (m, v) => m with { Volume = v }),
        ModelParameter.Share("first", m => m.FirstPart, (m, v) => m with { FirstPart = v }),
        ModelParameter.Share("delta", m => m.RestRate, (m, v) => m with { RestRate = v }),
        ModelParameter.Share("late", m => m.LateCost, (m, v) => m with { LateCost = v }),
        ModelParameter.Number(
            "scarcity", 0.0001, 1000, m => m.Scarcity, (m, v) => m with { Scarcity = v }),
        ModelParameter.Share("review", m => m.ReviewShare, (m, v) => m with { ReviewShare = v }),
        ModelParameter.Correlation(
            "rho_review", m => m.ReviewForecast, (m, v) => m with { ReviewForecast = v }),
        ModelParameter.Number(
            "pessimism_new", -5, 5, m => m.NewPessimism, (m, v) => m with { NewPessimism = v },
            extension: true),
        ModelParameter.Number(
            "demand_shock", 0, 5, m => m.DemandShock, (m, v) => m with { DemandShock = v },
            extension: true),
        ModelParameter.ByRound(
            "learning", m => m.Learning, (m, v) => m with { Learning = v }),
        ModelParameter.Number(
            "commitment_cost", 0, 1, m => m.CommitmentCost, (m, v) => m with { CommitmentCost = v },
            extension: true),
        ModelParameter.Number(
            "risk_aversion", 0, 1, m => m.RiskAversion, (m, v) => m with { RiskAversion = v },
            extension: true),
        ModelParameter.Number(
            "budget", 0, 1e12, m => m.Budget, (m, v) => m with { Budget = v }, extension: true),
    ];

    /// <summary>The names of all parameters.</summary>
    public static IEnumerable<string> Names => Parameters.Select(parameter => parameter.Name);

    /// <summary>Reads a model; what the file does not name is as in the tight one.</summary>
    /// <param name="label">The model's name.</param>
    /// <param name="text">JSON.</param>
    /// <exception cref="ModelException">
    /// Something is wrong: the message names the member, its value and the limit.
    /// </exception>
    public static MarketModel Read(string label, string text)
    {
        var model = MarketModel.Tight with { Label = label };
        foreach (var (name, value) in MembersOf(text))
        {
            var parameter = Find(name);
            model = parameter.Set(model, value);
        }
        return Checked(model);
    }

    /// <summary>A model with one parameter changed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The parameter; <c>rho</c> is the operator's with all products.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ModelException">
    /// There is no such parameter, or the value is off.
    /// </exception>
    public static MarketModel With(MarketModel model, string name, JsonNode? value) =>
        Checked(name == OfAll
            ? Find("rho_new").Set(Find("rho_old").Set(model, value), value)
            : Find(name, OfAll).Set(model, value));

    /// <summary>All parameters; an extension only if it is on.</summary>
    public static JsonObject Write(MarketModel model)
    {
        var members = new JsonObject();
        foreach (var parameter in Parameters)
        {
            if (parameter.IsShown(model)) { members[parameter.Name] = parameter.Get(model); }
        }
        return members;
    }

    private static ModelParameter Find(string name, params IEnumerable<string> others) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new ModelException(
            $"{name}: no such parameter; there are {string.Join(", ", Names.Concat(others))}");

    private static MarketModel Checked(MarketModel model)
    {
        if (model.LateCost * (model.Rounds - 1) >= 1)
        {
            throw new ModelException(
                $"late {model.LateCost}: must leave something of the season: below"
                + $" 1 / (R − 1) with R {model.Rounds}");
        }
        if (model.RoundCapacity < 1)
        {
            throw new ModelException(
                $"scarcity {model.Scarcity}: gives less than one cubic foot a round");
        }
        return model;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> MembersOf(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false })
                is JsonObject members
                    ? members
                    : throw new ModelException("a model is a JSON object of parameters");
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw new ModelException($"not JSON: {wrong.Message}");
        }
    }
}
