using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Grains;

// What needs two operators, and the results that bind only later.
public sealed partial class RoundGrain
{
    /// <inheritdoc/>
    public Task<ImmutableArray<ContestedRound>> Contested() => Answer(State.Contested());

    /// <inheritdoc/>
    public Task<ImmutableArray<ContestedRound>> ContestedOf(string seller) =>
        Answer(State.Contested(seller));

    /// <inheritdoc/>
    public Task<bool> MayCorrect(SellerCorrection correction) =>
        Answer(State.MayCorrect(correction));

    /// <inheritdoc/>
    public Task<Notice?> SettlementFor(string seller) => Answer(State.SettlementFor(seller));

    /// <inheritdoc/>
    public Task<ImmutableArray<PendingAct>> Proposals(int skip, int most) =>
        Answer(State.Proposals(Clock.GetUtcNow(), skip, Page(most)));

    /// <inheritdoc/>
    public async Task<ApprovalReceipt> Propose(string id, ProposedAct act, string reason)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (!act.IsOneAct)
        {
            throw new ArgumentException("A proposal is of exactly one act.", nameof(act));
        }
        var (place, waiting) = (await PlaceFor(act), await WaitingFor(act));
        var by = Acts.Now(Clock) is { } now ? now with { Reason = reason } : null;
        return await Decide(State.Propose(id, act, by, place, waiting));
    }

    /// <inheritdoc/>
    public async Task<ApprovalReceipt> Approve(string id)
    {
        var act = State.Proposal(id)?.What;
        var (place, waiting) = (await PlaceFor(act), await WaitingFor(act));
        var by = Acts.Now(Clock);
        var receipt = await Known(Dated(State.Approve(id, by, place, waiting)).By(by));
        Arm();
        return receipt;
    }

    /// <inheritdoc/>
    public Task<ApprovalReceipt> Withdraw(string id) =>
        Known(State.Withdraw(id, Acts.Now(Clock)));

    // Memory cannot say that there is no proposal: another activation may have taken it.
    private async Task<ApprovalReceipt> Known(Decision<ApprovalReceipt, MarketEvent> decision)
    {
        var receipt = await Decide(decision);
        if (receipt.Status == ApprovalStatus.ProposalUnknown) { await Confirm(); }
        return receipt;
    }

    // Only a curtailment needs to know its place.
    private async Task<CurtailPlace?> PlaceFor(ProposedAct? act) =>
        act?.Cut is null ? null : await CurtailPlaceOfMarket();

    // Only a change in the name of a run needs to know what the run waits to offer here.
    private async Task<CapacityChange?> WaitingFor(ProposedAct? act)
    {
        if (act?.Capacity?.Run is not { } id || !MarketKey.TryParse(Key, out var market)) { return null; }
        var run = await grains.GetGrain<IZoneGrain>(ZoneKey.Of(market)).Run(id);
        return run is { Stage: RunStage.Offering } && Period.Parse(market.Period) == run.Period
            ? run.Offered()
            : null;
    }

    private async Task<bool> Bind(DateTimeOffset now)
    {
        var events = State.Bind(now);
        if (events.IsEmpty) { return false; }
        await Decide(Dated(new Decision<bool, MarketEvent>(true, events)));
        Metrics.Waiting(State.UntoldCount);
        return true;
    }

    private RoundReport? ResultOf(int round) =>
        State.Round(round)
        ?? State.Contested().LastOrDefault(of => of.Report.Terms.Round == round)?.Report;
}
