using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>How soon silos find out that one of them is frozen, cut off or dead.</summary>
/// <remarks>
/// A silo is declared dead when two others (one, where only two are left) missed its answers three
/// times and received no message from it for <see cref="MaxProbeTimeout"/> × 3 = 9 s. Orleans'
/// defaults make that a minute: the second condition alone then takes 20 s × 3.
/// </remarks>
internal static class FailureDetection
{
    private const int MissedProbes = 3;
    private const int Votes = 2;

    /// <summary>
    /// A silo that died without a word delays those that start until its entry is three times as
    /// old.
    /// </summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A silo that others cannot reach, but the database can, learns so late that it was given up.
    /// </summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    /// <summary>The first probes wait so long; later ones by the answers seen so far.</summary>
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
