using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>
/// Delays the silo's joining until the entries of dead silos are old enough to be removed.
/// </summary>
/// <remarks>
/// A joining silo must reach every silo that the membership table calls active, and checks the age
/// of their entries once. If all silos died moments ago, their entries still look alive, nothing
/// else removes them, and the start would fail after minutes. A few seconds later the entries are
/// old, and the joining silo removes them itself.
/// </remarks>
/// <param name="membership">The membership table, which is ready at this stage.</param>
/// <param name="options">They define how old an entry must be.</param>
/// <param name="clock">The process's clock.</param>
internal sealed class DeadSiloWait(
    IMembershipTable membership, IOptions<ClusterMembershipOptions> options, TimeProvider clock)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private const int JustBeforeJoining = ServiceLifecycleStage.AfterRuntimeGrainServices - 1;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DeadSiloWait), JustBeforeJoining, Wait, _ => Task.CompletedTask);

    private TimeSpan OldAge =>
        options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;

    private async Task Wait(CancellationToken stopping)
    {
        // Twice that age allows for clocks that differ; after that, Orleans decides.
        var since = clock.GetTimestamp();
        while (clock.GetElapsedTime(since) < 2 * OldAge && await AnyJustDied(stopping))
        {
            await Task.Delay(BetweenLooks, stopping);
        }
    }

    private async Task<bool> AnyJustDied(CancellationToken stopping)
    {
        var table = await membership.ReadAllAsync(stopping);
        var fresh = table.Members.Select(member => member.Item1)
            .Where(entry => entry.Status == SiloStatus.Active && !IsOld(entry)).ToArray();
        var reached = await Task.WhenAll(
            fresh.Select(entry => Answers(entry.SiloAddress.Endpoint, stopping)));
        return reached.Contains(false);
    }

    private bool IsOld(MembershipEntry entry)
    {
        var alive = entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;
        var age =
            clock.GetUtcNow() - new DateTimeOffset(DateTime.SpecifyKind(alive, DateTimeKind.Utc));
        return age > OldAge;
    }

    private static async Task<bool> Answers(IPEndPoint silo, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(BetweenLooks);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo, limit.Token);
            return true;
        }
        catch (Exception gone) when (
            gone is SocketException || (gone is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return false;
        }
    }
}
