using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>How soon silos notice that one of them is frozen, cut off or dead.</summary>
/// <remarks>
/// A silo is declared dead when two others (one, if only two are left) have missed its answers
/// three times and received no message from it for <see cref="MaxProbeTimeout"/> × 3 = 9 s. With
/// Orleans' defaults this takes a minute: the second condition alone is 20 s × 3.
/// </remarks>
internal static class FailureDetection
{
    private const int MissedProbes = 3;
    private const int Votes = 2;

    /// <summary>
    /// How often a silo refreshes its entry. A silo that died unnoticed delays starting silos until
    /// its entry is three times as old.
    /// </summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest time until a silo that can reach only the database learns that it was declared
    /// dead.
    /// </summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    /// <summary>The timeout of the first probes; later ones adapt to the answers seen.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MaxProbeTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Sets Orleans' options.</summary>
    /// <param name="membership">The options of this silo.</param>
    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.IAmAliveTablePublishTimeout = AliveEvery;
        membership.TableRefreshTimeout = TableRefresh;
        membership.ProbeTimeout = ProbeTimeout;
        membership.MaxProbeTimeout = MaxProbeTimeout;
        membership.NumMissedProbesLimit = MissedProbes;
        membership.NumVotesForDeathDeclaration = Votes;
        membership.EnableIndirectProbes = true;
    }
}
