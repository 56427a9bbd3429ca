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
        // A result that does not bind yet may have been voided, and cleared again on other terms.
        if (decision.Events.IsEmpty) { await Confirm(); }
        else { Metrics.Cleared(); }
        Metrics.Waiting(State.UntoldCount);
        return status;
    }

    // The clocks of silos differ; a fact is never before the last change of the market, or space
    // would be released before it was granted.
    private DateTimeOffset Now() =>
        Clock.GetUtcNow() is var now && State.LastChangeAt is { } last && last > now ? last : now;

    // Decisions have no clock: facts that carry a time get it here.
    private Decision<TStatus, MarketEvent> Dated<TStatus>(Decision<TStatus, MarketEvent> decision)
    {
        var now = Now();
        return new(decision.Answer,
        [
            .. decision.Events.Select(happened => happened switch
            {
                MarketOpened opened => opened with { At = now },
                CapacityChanged changed => changed with { At = now },
                RoundClosed closed => closed with { At = now },
                RoundCleared cleared => cleared with { At = now },
                MarketPaused paused => paused with { At = now },
                MarketResumed resumed => resumed with { At = now },
                MarketSettled settled => settled with { At = now },
                RoundProvisional provisional => provisional with { At = now },
                RoundVoided voided => voided with { At = now },
                MarketAlarmed alarmed => alarmed with { At = now },
                VolumeCurtailed curtailed => curtailed with { At = now },
                RestEnded ended => ended with { At = now },
                BidAmended amended => amended with { At = now },
                BidCancelled cancelled => cancelled with { At = now },
                _ => happened,
            }),
        ]);
    }

    // Bids that directly follow each other in one append have one instant, that of the first, so
    // that they still merge into one event.
    private Decision<TAnswer, MarketEvent> Placed<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        if (decision.Events.IsEmpty) { return decision; }
        var at = (IsGathering ? _placingAt : null) ?? Now();
        ImmutableArray<MarketEvent> events =
        [
            .. decision.Events.Select(
                happened => happened is BidsPlaced placed ? placed with { At = at } : happened),
        ];
        return new(decision.Answer, events);
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
