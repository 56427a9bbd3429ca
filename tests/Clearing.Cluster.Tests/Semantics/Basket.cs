namespace Clearing.Cluster.Tests.Semantics;

/// <summary>Something that changes, and so is copied on its way.</summary>
[GenerateSerializer]
public sealed class Basket
{
    [Id(0)] public List<string> Names { get; set; } = [];

    [Id(1)] public Dictionary<string, Basket> Inner { get; set; } = [];
}
