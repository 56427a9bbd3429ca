using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Clearing.Cluster.Tests.Wire;

/// <summary>During a rolling upgrade, silos read what silos of the previous version send.</summary>
/// <remarks>
/// <c>released.txt</c> has, by alias, a value of each type that travels: the bytes that a released
/// version wrote, and the value as JSON. Lines are added for new types and never changed.
/// </remarks>
public class ReleasedBytesTests
{
    private static readonly Serializer Wire = new ServiceCollection()
        .AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Dictionary<string, Type> ByAlias =
        new[] { typeof(Bid).Assembly, typeof(ISellerGrain).Assembly, typeof(RoundGrain).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .ToDictionary(type => type.GetCustomAttribute<AliasAttribute>()!.Alias);

    // Members that were renamed; on the wire they have numbers.
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["Clearing.BidReceipt.Sequence"] = "Number",
        ["Clearing.MarketReport.OpenBids"] = "OpenBidsFrom",
    };

    // Renamed members of nested types, with their current names in JSON.
    private static readonly Dictionary<string, string[]> RenamedWithin =
        new(StringComparer.Ordinal)
        {
            ["FinalFee"] = ["CurrentFee", "final_fee"],
            ["Telling"] = ["telling"],
            ["LastTelling"] = ["last_telling"],
            ["LastSales"] = ["last_sales"],
        };

    public static TheoryData<string, string, string> Released()
    {
        var here = typeof(ReleasedBytesTests).Assembly;
        using var reader = new StreamReader(here.GetManifestResourceStream("released.txt")!);
        var lines = new TheoryData<string, string, string>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t');
            lines.Add(parts[0], parts[1], parts[2]);
        }
        return lines;
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void Bytes_that_a_released_version_wrote_are_read(string alias, string bytes, string said)
    {
        var value = Wire.Deserialize<object>(Convert.FromBase64String(bytes))!;
        Assert.Equal(ByAlias[alias], value.GetType());
        var now = JsonSerializer.SerializeToNode(value, value.GetType());
        var known = JsonNode.Parse(said);
        foreach (var (old, name) in Renamed)
        {
            if (!old.StartsWith($"{alias}.", StringComparison.Ordinal)) { continue; }
            known!.AsObject().Remove(old[(alias.Length + 1)..], out var member);
            known[name] = member;
        }
        Assert.True(Holds(known, now), $"{said} is read as {now?.ToJsonString()}");
    }

    /// <summary>True if all old values are still there; a type may have gained fields.</summary>
    private static bool Holds(JsonNode? said, JsonNode? now) => (said, now) switch
    {
        (JsonObject old, JsonObject all) =>
            old.All(field => NameIn(all, field.Key) is { } name && Holds(field.Value, all[name])),
        (JsonArray old, JsonArray all) =>
            old.Count == all.Count && old.Zip(all).All(pair => Holds(pair.First, pair.Second)),
        _ => said?.ToJsonString() == now?.ToJsonString(),
    };

    private static string? NameIn(JsonObject all, string name) =>
        all.ContainsKey(name)
            ? name
            : RenamedWithin.GetValueOrDefault(name)?.FirstOrDefault(all.ContainsKey);
}
