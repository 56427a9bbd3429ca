using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A caller that leaves out an argument is told so: sending it again cannot help.</summary>
public sealed class MissingArgumentTests(GuardedSilo silo) : IClassFixture<GuardedSilo>
{
    private const string East = "east/standard/2026-Q4";

    public static TheoryData<string> Arguments => [.. Calls.Keys];

    private static IReadOnlyDictionary<string, Func<IGrainFactory, Task>> Calls { get; } =
        new Dictionary<string, Func<IGrainFactory, Task>>
        {
            ["bid"] = grains => grains.GetGrain<ISellerGrain>("acme").Place(East, null!),
            ["bids"] = grains => grains.GetGrain<ISellerGrain>("acme").PlaceMany(East, default),
            ["amendment"] = grains => grains.GetGrain<ISellerGrain>("acme").Amend(East, null!),
            ["market"] = grains => grains.GetGrain<ISellerGrain>("acme").Bids(null!),
            ["config"] = grains => grains.GetGrain<IRoundGrain>(East).Open(null!),
            ["round"] = grains => grains.GetGrain<IRoundGrain>(East).Schedule(null!),
            ["change"] = grains => grains.GetGrain<IRoundGrain>(East).ChangeCapacity(null!),
            ["begin"] = grains => grains.GetGrain<IZoneGrain>("east/standard").Begin(null!),
        };

    [Theory]
    [MemberData(nameof(Arguments))]
    public async Task A_missing_argument_is_named(string name)
    {
        silo.ActFor(name is "bid" or "bids" or "amendment" or "market" ? "seller" : "operator", "acme", "east");

        var missing = await Assert.ThrowsAnyAsync<ArgumentException>(() => Calls[name](silo.Client));
        Assert.Contains($"'{name}'", missing.Message, StringComparison.Ordinal);
    }
}
