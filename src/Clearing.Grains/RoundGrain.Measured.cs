using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class RoundGrain
{
    private RoundMeasures? _measures;

    private RoundMeasures Measures => _measures ??= new RoundMeasures(Clock);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        Measures.Leave();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    private async Task<CloseStatus> CloseNow(int round)
    {
        var decision = State.Close(round, FreshNonce());
        if (!decision.Events.IsEmpty) { Measures.Closed(Clock.GetTimestamp()); }
        return await Decide(decision);
    }

    private async Task<ClearStatus> ClearNow(RoundTerms terms)
    {
        var began = Clock.GetTimestamp();
        var decision = State.Clear(terms, FreshNonce());
        // Two facts: the book is closed and cleared at once.
        if (decision.Events.Length > 1) { Measures.Closed(began); }
        var status = await Decide(decision);
        if (!decision.Events.IsEmpty) { Measures.Cleared(); }
        Measures.Waiting(State.UntoldCount);
        return status;
    }

    // Kept only by a close that happens now; a repeated command leaves it unused.
    private RoundNonce FreshNonce()
    {
        Span<byte> bytes = stackalloc byte[RoundNonce.Length];
        secrets.Fill(bytes);
        return RoundNonce.Of(bytes);
    }

    private async Task CommitTold(ImmutableArray<MarketEvent> told)
    {
        await Commit(told);
        Measures.Waiting(State.UntoldCount);
    }
}
