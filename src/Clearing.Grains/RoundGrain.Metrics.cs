using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class RoundGrain
{
    private RoundMetrics? _metrics;

    private RoundMetrics Metrics => _metrics ??= new RoundMetrics(Clock);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        Metrics.Leave();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    private async Task<CloseStatus> CloseNow(int round, Act? act)
    {
        var decision = State.Close(round, FreshNonce());
        if (!decision.Events.IsEmpty) { Metrics.Closed(Clock.GetTimestamp()); }
        return await Decide(Dated(decision).By(act));
    }

    private async Task<ClearStatus> ClearNow(RoundTerms terms, Act? act)
    {
        var began = Clock.GetTimestamp();
        var decision = State.Clear(terms, FreshNonce());
        if (decision.Events is [RoundClosed, ..]) { Metrics.Closed(began); }
        var status = await Decide(Dated(decision).By(act));
        if (!decision.Events.IsEmpty) { Metrics.Cleared(); }
        if (decision.Events is [.., MarketAlarmed]) { RoundMetrics.Alarmed(); }
        Metrics.Waiting(State.UntoldCount);
        return status;
    }

    // Decisions have no clock: facts that carry a time get it here. The clocks of silos differ; a
    // fact is never before the one before it, or space would be released before it was granted.
    private Decision<TStatus, MarketEvent> Dated<TStatus>(Decision<TStatus, MarketEvent> decision)
    {
        var now = Clock.GetUtcNow();
        if (State.LastChangeAt is { } last && last > now) { now = last; }
        return new(decision.Answer,
        [
            .. decision.Events.Select(happened => happened switch
            {
                RoundClosed closed => closed with { At = now },
                RoundCleared cleared => cleared with { At = now },
                MarketPaused paused => paused with { At = now },
                MarketResumed resumed => resumed with { At = now },
                MarketSettled settled => settled with { At = now },
                RoundProvisional provisional => provisional with { At = now },
                RoundVoided voided => voided with { At = now },
                MarketAlarmed alarmed => alarmed with { At = now },
                VolumeCurtailed curtailed => curtailed with { At = now },
                _ => happened,
            }),
        ]);
    }

    // Only a close that happens now keeps it; a repeated command leaves it unused.
    private RoundNonce FreshNonce()
    {
        Span<byte> bytes = stackalloc byte[RoundNonce.Length];
        secrets.Fill(bytes);
        return RoundNonce.Of(bytes);
    }

    private async Task CommitTold(ImmutableArray<MarketEvent> told)
    {
        await Commit(told);
        Metrics.Waiting(State.UntoldCount);
    }
}
