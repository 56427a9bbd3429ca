using System.Text.Json.Nodes;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Results;

/// <summary>Compares results with those of a reference, leaf by leaf.</summary>
/// <remarks>
/// A list of three numbers is an estimate and must agree within the stated tolerance. A check is
/// fine if its exact value is the reference's to a thousandth. Fixtures must be equal.
/// </remarks>
public sealed class ReferenceComparison
{
    private readonly List<string> _differences = [];

    /// <summary>What differs, one line each.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>How many leaves were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The largest difference of an estimate as a part of the tolerance.</summary>
    public double Worst { get; private set; }

    /// <summary>Compares estimates wherever the reference has some.</summary>
    /// <param name="path">Where they are, for the differences.</param>
    /// <param name="found">The results.</param>
    /// <param name="reference">The reference; what only the results have is ignored.</param>
    public void Estimates(string path, JsonNode? found, JsonNode? reference)
    {
        if (reference is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                if (value is JsonObject || IsEstimate(value))
                {
                    Estimates($"{path} / {name}", (found as JsonObject)?[name], value);
                }
            }
            return;
        }
        Compared++;
        if (!IsEstimate(found))
        {
            _differences.Add($"{path}: there is no such result");
            return;
        }
        var (x, expected) = (Read(found!), Read(reference!));
        var limit = (1.5 * (x.Half + expected.Half)) + 1e-12;
        Worst = Math.Max(Worst, Math.Abs(x.Mean - expected.Mean) / limit);
        if (!x.Agrees(expected))
        {
            _differences.Add($"{path}: {Shown(x)}, reference {Shown(expected)}");
        }
    }

    /// <summary>Compares closed forms.</summary>
    public void Closed(JsonObject found, JsonObject reference)
    {
        foreach (var (name, value) in reference)
        {
            Compared++;
            if (found[name] is not JsonObject check) { _differences.Add($"{name}: no such check"); }
            else if (!(bool)check["ok"]!) { _differences.Add($"{name}: the check fails"); }
            else if (!Near(check["exact"], value!["exact"]))
            {
                _differences.Add(
                    $"{name}: {check["exact"]?.ToJsonString()}, reference"
                    + $" {value["exact"]?.ToJsonString()}");
            }
        }
    }

    /// <summary>Compares the outcomes of fixtures, awards as sets.</summary>
    public void Exactly(JsonArray fixtures)
    {
        for (var i = 0; i < fixtures.Count; i++)
        {
            var found = Fixtures.Play(fixtures[i]!.AsObject());
            foreach (var (name, outcome) in fixtures[i]!["outcomes"]!.AsObject())
            {
                Compared++;
                var played = found["outcomes"]![name];
                if (played is null || Canonical(played) != Canonical(outcome!))
                {
                    _differences.Add($"fixture {i} / {name}: another outcome");
                }
            }
        }
    }

    private static string Canonical(JsonNode outcome) =>
        outcome["round_fees"]!.ToJsonString() + string.Join(
            ";", outcome["awards"]!.AsArray().Select(award => award!.ToJsonString())
                .Order(StringComparer.Ordinal));

    private static bool Near(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonArray a, JsonArray b) =>
            a.Count == b.Count && a.Zip(b).All(pair => Near(pair.First, pair.Second)),
        (JsonObject a, JsonObject b) => b.All(member => Near(a[member.Key], member.Value)),
        (JsonValue a, JsonValue b)
            when a.TryGetValue(out double x) && b.TryGetValue(out double y) =>
            Math.Abs(x - y) <= 0.00101,
        _ => JsonNode.DeepEquals(one, other),
    };

    private static string Shown(Estimate estimate) =>
        FormattableString.Invariant($"{estimate.Mean:G6} ± {estimate.Half:G3}");

    private static bool IsEstimate(JsonNode? node) =>
        node is JsonArray { Count: 3 } leaf && leaf.All(number => number is JsonValue);

    private static Estimate Read(JsonNode node) =>
        new((double)node[0]!, (double)node[1]!, Count(node[2]!.AsValue()));

    private static int Count(JsonValue markets) => markets.TryGetValue(out int count)
        ? count
        : (int)Math.Clamp((double)markets, 0, int.MaxValue);
}
