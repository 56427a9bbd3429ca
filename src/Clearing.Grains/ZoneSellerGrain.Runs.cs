using System.Collections.Immutable;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class ZoneSellerGrain
{
    // The bases that the account took from this activation in the latest run it announced.
    private readonly HashSet<(string Run, Period Period, long? Volume)> _taken = [];

    /// <inheritdoc/>
    public Task<BaseView?> Base(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var view = Period.Parse(period) is { } known ? State.Base(known) : null;
        return Answer(CurrentCaller.Value?.Oversees(ZoneKey.RegionOf(_zone)) == false
            ? view?.ForSellers()
            : view);
    }

    /// <inheritdoc/>
    public Task<BaseView?> Draft(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Answer(State.Draft(run));
    }

    /// <inheritdoc/>
    public async Task<RunEntry> EnterRun(
        RunStep step, bool hasBid, ImmutableArray<GivenWeek> given)
    {
        // The terms are asked for here and not taken from the step, because an activation needs
        // them for its facts anyway.
        var terms = await KnownTerms();
        if (State.HasLeft(step)) { throw await Left(step.Run); }
        var entry = await Decide(State.Enter(_seller, step, hasBid, Today(terms), given));
        // Memory cannot say that the seller stays out: another activation may have taken its first fact.
        if (!entry.TakesPart) { await Confirm(); }
        return entry;
    }

    /// <inheritdoc/>
    public async Task<RunAnswer> PlanRun(RunStep step, ImmutableArray<long?> overrides)
    {
        if (!State.HasEntered(step.Run)) { throw await Left(step.Run); }
        return await Decide(State.Plan(step, overrides));
    }

    /// <inheritdoc/>
    public async Task AnnounceRun(string run, DateOnly on)
    {
        var terms = await KnownTerms();
        if (!State.HasEntered(run) || State.Draft(run) is not { } draft) { throw await Left(run); }
        var day = DayIn(terms);
        await PromiseCorrections(draft.Run.Bases.Select(of => of.Period.FirstDay), day);
        if (State.MayCorrectBill(run, day)) { await Duty.Promise(); }
        if (!State.HasEntered(run)) { throw await Left(run); }
        await Commit(State.Announce(run, on, terms.Rules.CarryUseDays, day));
        Teller.Start();
        await Task.WhenAll(
            State.Draft(run)!.Run.Bases.Where(Counts).Select(announced => SetOnce(run, announced)));
    }

    // A step that asks again goes on where it was.
    private async Task SetOnce(string run, PlannedBase announced)
    {
        var given = (run, announced.Period, announced.BaseVolume);
        if (_taken.Contains(given)) { return; }
        await SetBase(announced);
        _taken.RemoveWhere(other => other.Run != run);
        _taken.Add(given);
    }

    // The zone asks nobody without a snapshot: one of the two activations was overtaken, this one or
    // the zone's, which finds that out before it asks again.
    private async Task<OutcomeUnknownException> Left(string run)
    {
        await Confirm();
        return new OutcomeUnknownException($"The seller has left run {run} behind.");
    }

    // Until a period's base is confirmed, its latest estimate stands for it.
    private bool Counts(PlannedBase announced) =>
        !announced.IsEstimate || State.ConfirmedBase(announced.Period) is null;

    private Task SetBase(PlannedBase announced) =>
        SetBase(announced.Period, announced.BaseVolume);

    private Task SetBase(Period period, long? volume)
    {
        var market = MarketKey.Parse($"{_zone}/{period}");
        return _grains.GetGrain<ISellerGrain>(_seller).SetBase(new BaseAllocation(
            market.Region, market.StorageType,
            volume is { } limit ? new(limit) : BaseAllocation.NoLimit, market.Period));
    }

    private async Task<TAnswer> Answer<TAnswer>(TAnswer seen)
    {
        await Durable();
        return seen;
    }

    private async Task<TAnswer> Decide<TAnswer>(Decision<TAnswer, ZoneSellerEvent> decision)
    {
        await Commit(decision.Events);
        return decision.Answer;
    }
}
