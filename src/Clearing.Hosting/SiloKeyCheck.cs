namespace Clearing.Hosting;

/// <summary>
/// Ends the start of a silo whose proof another silo does not accept.
/// </summary>
/// <remarks>
/// Such a silo would join and be ready, and its calls of the others would fail. The check asks the
/// others through Orleans' management, by calls that carry a proof. A silo that gives no answer is no
/// reason to end the start: it may be dying. That this silo does not accept the others' proofs is only
/// logged, by both sides.
/// </remarks>
/// <param name="grains">Makes the calls.</param>
/// <param name="membership">Names the other silos.</param>
/// <param name="self">This silo.</param>
/// <param name="denials">Notes whether a silo denied a call.</param>
/// <param name="clock">Limits the wait.</param>
internal sealed class SiloKeyCheck(
    IGrainFactory grains, IMembershipTable membership, ILocalSiloDetails self,
    SiloProofDenials denials, TimeProvider clock)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private const int Management = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloKeyCheck), ServiceLifecycleStage.Active, Check, _ => Task.CompletedTask);

    private async Task Check(CancellationToken stopping)
    {
        var table = await membership.ReadAllAsync(stopping);
        SiloAddress[] others = [.. table.Members.Select(member => member.Item1)
            .Where(entry => entry.Status == SiloStatus.Active)
            .Select(entry => entry.SiloAddress).Where(silo => !silo.Equals(self.SiloAddress))];
        if (others.Length == 0) { return; }
        await Task.WhenAny(Ask(others), denials.First, Task.Delay(Patience, clock, stopping));
        if (denials.First.IsCompleted)
        {
            throw new WrongSettingException(
                "Cluster:SiloKeyFile does not hold the keys of the other silos: one of "
                + $"{string.Join(", ", others.Select(silo => silo.Endpoint))} denied a call of this silo.");
        }
    }

    private async Task Ask(SiloAddress[] others)
    {
        try
        {
            await grains.GetGrain<IManagementGrain>(Management).GetRuntimeStatistics(others);
        }
        catch (Exception)
        {
            // A denial is noted; any other failure says nothing of the keys.
        }
    }
}
