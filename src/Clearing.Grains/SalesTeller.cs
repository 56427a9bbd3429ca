using System.Collections.Immutable;
using Clearing.Allocation.Sellers;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Tells a seller's account what its days sold and what was billed, until it has taken everything.
/// </summary>
/// <remarks>
/// It runs outside any call. The account takes each hand-over once, in order, so that telling again
/// changes nothing there.
/// </remarks>
/// <param name="grain">The grain of the seller in the zone.</param>
/// <param name="account">Gives access to the seller's account.</param>
/// <param name="seller">The seller's state in the zone.</param>
/// <param name="commit">Records facts and completes when they are durable.</param>
/// <param name="ending">Set when the activation is about to end, which waits for no account.</param>
internal sealed class SalesTeller(
    IGrainBase grain,
    Func<ISellerInbox> account,
    Func<ZoneSeller> seller,
    Func<ImmutableArray<ZoneSellerEvent>, Task> commit,
    Func<CancellationToken> ending)
{
    private const int SalesAtOnce = 256;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private IGrainTimer? _timer;

    /// <summary>Starts sending soon if there is anything to send.</summary>
    public void Start()
    {
        if (_timer is not null || seller().IsAllTold) { return; }
        _timer = grain.RegisterGrainTimer(
            _ => TellAndStop(),
            new GrainTimerCreationOptions(TimeSpan.Zero, Again) { Interleave = true });
    }

    /// <summary>Completes when the account has taken everything.</summary>
    /// <exception cref="OperationCanceledException">The activation is about to end.</exception>
    public async Task Tell()
    {
        while (seller().Untold(SalesAtOnce) is { IsEmpty: false } untold)
        {
            // No seller is notified of what is not yet durable.
            await commit([]);
            await account().AcceptSales(untold).WaitAsync(ending());
            await commit(seller().Told(untold));
        }
        while (seller().UntoldCharges.FirstOrDefault() is { } charge)
        {
            await commit([]);
            await account().AcceptOverage(charge).WaitAsync(ending());
            await commit(seller().Told(charge));
        }
    }

    private async Task TellAndStop()
    {
        // Days may sell more while charges are handed over.
        while (!seller().IsAllTold)
        {
            if (ending().IsCancellationRequested) { return; }
            await Tell();
        }
        _timer?.Dispose();
        _timer = null;
    }
}
