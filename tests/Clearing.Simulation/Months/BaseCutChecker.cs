using Clearing.Allocation.Bases;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;

namespace Clearing.Simulation;

/// <summary>
/// Cuts the announced bases once more, seller by seller, and compares them with what the sellers
/// were told.
/// </summary>
internal sealed class BaseCutChecker(ZoneTruth truth, Action<string> fail)
{
    private const long Floor = 25;

    public void Check()
    {
        var cuts = truth.Zone.OfType<BasesCut>().ToArray();
        if (cuts.Length == 0) { return; }
        if (cuts is not [var cut]) { fail("The bases were cut twice."); return; }
        var bases = MonthScene.Sellers.ToDictionary(seller => seller, RegularBase);
        var above = bases.Values.Sum(of => Math.Max(0, (of ?? Floor) - Floor));
        long regular = 0;
        foreach (var (seller, before) in bases)
        {
            var due = before > Floor
                ? Floor + ((before.Value - Floor) * (above - cut.Cut.Volume) / above)
                : before;
            var told = truth.DaysOf(seller).OfType<BaseCutTaken>().ToArray();
            if (told.Length != (before > Floor ? 1 : 0) || (told.Length > 0 && told[0].BaseVolume != due))
            {
                fail($"{seller} was told {string.Join(", ", (object[])told)}, due is {due}");
            }
            regular += due ?? 0;
        }
        if (truth.Zone.OfType<BaseCutAnnounced>().ToArray() is not [var sum]
            || sum.RegularVolume != regular)
        {
            fail($"The zone does not know once that {regular} are left after the cut.");
        }
        if (truth.Zone.OfType<BaseCutBegun>().Count() != 1) { fail("The cut did not begin once."); }
    }

    /// <summary>The base with which the month ends; null for no limit, or without a base.</summary>
    public static long? LastBase(ZoneTruth truth, string seller, long? planned) =>
        truth.DaysOf(seller).OfType<BaseCutTaken>().LastOrDefault()?.BaseVolume ?? planned;

    private long? RegularBase(string seller)
    {
        var days = truth.DaysOf(seller);
        var run = days.OfType<BasesAnnounced>().FirstOrDefault()?.Run;
        return days.OfType<RunPlanned>().FirstOrDefault(of => of.Run == run)?.Bases[0].Record is
        { Stage: Stage.Regular } record
            ? record.BaseVolume
            : null;
    }
}
