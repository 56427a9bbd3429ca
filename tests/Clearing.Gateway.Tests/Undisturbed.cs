namespace Clearing.Gateway.Tests;

/// <summary>Tests that measure the process, and so run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Undisturbed
{
    internal const string Name = "undisturbed";
}
