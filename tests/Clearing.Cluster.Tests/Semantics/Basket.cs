namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A mutable value, which is therefore copied in a call.</summary>
[GenerateSerializer]
public sealed class Basket
{
    [Id(0)] public List<string> Names { get; set; } = [];

    [Id(1)] public Dictionary<string, Basket> Inner { get; set; } = [];
}
