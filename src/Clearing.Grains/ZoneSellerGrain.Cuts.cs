using Clearing.Allocation.Bases;

namespace Clearing.Grains;

public sealed partial class ZoneSellerGrain
{
    /// <inheritdoc/>
    public async Task<long> CutBase(BaseCutStep step)
    {
        var terms = await KnownTerms();
        // The zone asks nobody without a base: this activation may have been overtaken.
        if (State.ConfirmedBase(step.Period) is null) { await Confirm(); }
        await PromiseCorrections([step.From], DayIn(terms));
        var answer = await Decide(State.Cut(step, DayIn(terms)));
        Teller.Start();
        return answer;
    }

    /// <inheritdoc/>
    public async Task BeginCut(BaseCutStep step)
    {
        await Confirm();
        if (State.BaseFrom(step) is { } volume) { await SetBase(step.Period, volume); }
    }
}
