using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Clearing.Testing;

/// <summary>Sizes for silos that know few grains.</summary>
public static class SmallCaches
{
    private const int Grains = 1_000;

    /// <summary>Lets a silo that was not started yet remember where few grains are.</summary>
    /// <remarks>
    /// Otherwise it reserves 18 MB for a million of them, and a process of tests starts dozens of silos.
    /// </remarks>
    public static void KeepSmall(this IServiceProvider silo) =>
        silo.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value.CacheSize = Grains;
}
