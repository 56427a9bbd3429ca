using Clearing.Allocation.Bases;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;

namespace Clearing.Grains;

// Cuts of bases: sellers are notified at once, and their accounts have the cut base on its day.
internal sealed partial class ZoneRunner
{
    private async Task<ZoneEvent> Next(BaseCutReport cut)
    {
        var run = zone().ConfirmedRun(cut.Step.Period);
        if (cut.Stage == BaseCutStage.Announced)
        {
            await foreach (var _ in AskOf(run, seller => Begin(seller, cut.Step))) { }
            return new BaseCutBegun(cut.Cut.Id);
        }
        Int128 regular = 0;
        await foreach (var (_, volume) in AskOf(
            run, seller => SellerIn(seller).CutBase(cut.Step)))
        {
            regular += volume;
        }
        return new BaseCutAnnounced(cut.Cut.Id, regular);
    }

    private async Task<bool> Begin(string seller, BaseCutStep step)
    {
        await SellerIn(seller).BeginCut(step);
        return true;
    }
}
