using System.Globalization;
using System.Text.Json.Nodes;

namespace Clearing.Lab.Models;

/// <summary>
/// One parameter of a model: its name in files, its limits, how it is read and set.
/// </summary>
internal sealed class ModelParameter
{
    private readonly bool _extension;

    private ModelParameter(
        string name, Func<MarketModel, JsonNode> get,
        Func<MarketModel, JsonNode?, MarketModel> set, bool extension = false)
    {
        Name = name;
        Get = get;
        Set = set;
        _extension = extension;
    }

    /// <summary>Its name in files.</summary>
    public string Name { get; }

    /// <summary>Its value.</summary>
    public Func<MarketModel, JsonNode> Get { get; }

    /// <summary>The model with another value.</summary>
    public Func<MarketModel, JsonNode?, MarketModel> Set { get; }

    /// <summary>True if it is shown; an extension that is off is not.</summary>
    public bool IsShown(MarketModel model) =>
        !_extension || !JsonNode.DeepEquals(Get(model), Get(MarketModel.Tight));

    public static ModelParameter Number(
        string name, double least, double most, Func<MarketModel, double> get,
        Func<MarketModel, double, MarketModel> set, bool extension = false) => new(
        name, model => get(model), (model, value) => set(model, Read(name, value, least, most)),
        extension);

    public static ModelParameter Share(
        string name, Func<MarketModel, double> get,
        Func<MarketModel, double, MarketModel> set) => Number(name, 0, 1, get, set);

    /// <summary>A correlation that must be less than certain.</summary>
    public static ModelParameter Correlation(
        string name, Func<MarketModel, double> get,
        Func<MarketModel, double, MarketModel> set) => Number(name, 0.0001, 0.9999, get, set);

    public static ModelParameter Whole(
        string name, int least, int most, Func<MarketModel, int> get,
        Func<MarketModel, int, MarketModel> set) => new(
        name, model => get(model), (model, value) =>
        {
            var number = Read(name, value, least, most);
            return number == Math.Floor(number)
                ? set(model, (int)number)
                : throw new ModelException($"{name} {Shown(value)}: must be an integer");
        });

    public static ModelParameter Range(
        string name, double least, double most, Func<MarketModel, NumberRange> get,
        Func<MarketModel, NumberRange, MarketModel> set) => new(
        name, model => new JsonArray(get(model).Min, get(model).Max), (model, value) =>
        {
            if (value is not JsonArray { Count: 2 } ends)
            {
                throw new ModelException($"{name} {Shown(value)}: must be [least, most]");
            }
            var range = new NumberRange(
                Read($"{name}[0]", ends[0], least, most), Read($"{name}[1]", ends[1], least, most));
            return range.Min <= range.Max
                ? set(model, range)
                : throw new ModelException(
                    $"{name} {Shown(value)}: the first number must not be above the second");
        });

    /// <summary>A correlation for each round; none for the one that holds in all of them.</summary>
    public static ModelParameter ByRound(
        string name, Func<MarketModel, double[]> get,
        Func<MarketModel, double[], MarketModel> set) => new(
        name, model => new JsonArray([.. get(model).Select(each => (JsonNode)each)]),
        (model, value) => value is JsonArray list
            ? set(model, [.. list.Select((each, i) => Read($"{name}[{i}]", each, 0, 1))])
            : throw new ModelException(
                $"{name} {Shown(value)}: must be a list of numbers, one for each round"),
        extension: true);

    private static double Read(string name, JsonNode? value, double least, double most)
    {
        if (value is not JsonValue number || !number.TryGetValue(out double read))
        {
            throw new ModelException($"{name} {Shown(value)}: must be a number");
        }
        return read >= least && read <= most
            ? read
            : throw new ModelException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {Shown(value)}: must be {least} to {most}"));
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "null";
}
