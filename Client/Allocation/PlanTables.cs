using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Runs;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Spectre.Console;
using Text = Clearing.Client.Demo.Text;

namespace Clearing.Client.Allocation;

/// <summary>Shows the bases of a run as tables.</summary>
internal static class PlanTables
{
    /// <summary>Shows how the zone shares its capacity, and every seller's base.</summary>
    internal static void Show(ImmutableArray<PeriodPlan> plans)
    {
        var zone = Tables.New(
            "period", "capacity", "other stages", "market's tranche", "room", "targets", "ration",
            "bases", "offered to the market");
        foreach (var plan in plans)
        {
            var share = plan.Bases.Share;
            zone.AddRow(
                $"{plan.Period}{(plan.IsEstimate ? " (estimate)" : "")}",
                Text.Of(share.CapacityVolume), Text.Of(share.Sum.FixedVolume),
                Text.Of(share.TrancheVolume), Text.Of(share.RoomVolume),
                Text.Of(share.Sum.TargetVolume), RationOf(share.Ration),
                Text.Of(plan.Bases.RegularVolume), Text.Of(plan.Bases.OfferedVolume));
        }
        OutputConsole.Output.Write(zone);
        string[] columns =
            ["seller", "stage", "need", "score", .. plans.Select(of => $"base {of.Period}")];
        var sellers = Tables.New(columns);
        for (var i = 0; i < plans[0].Sellers.Length; i++)
        {
            var first = plans[0].Sellers[i];
            string[] row =
            [
                Remote.Shown.Printable(first.Snapshot.Seller).EscapeMarkup(),
                Words.Of(first.Record.Stage), Text.Of(first.Record.NeedVolume),
                first.Snapshot.Score.Score is { } score ? Text.Of(score) : "-",
                .. plans.Select(of => BaseOf(of.Sellers[i].Base)),
            ];
            sellers.AddRow(row);
        }
        OutputConsole.Output.Write(sellers);
    }

    /// <summary>A base as text.</summary>
    internal static string BaseOf(SellerBase of) =>
        of.BaseVolume is { } volume ? Text.Of(volume) : "no limit";

    /// <summary>A ration as text.</summary>
    internal static string RationOf(Ration ration) => ration.Kind switch
    {
        RationKind.None => "none",
        RationKind.AboveFloor =>
            $"{Text.Of(ration.Numerator)} / {Text.Of(ration.Denominator)} above the floor",
        _ => $"{Text.Of(ration.Numerator)} / {Text.Of(ration.Denominator)} of the floor",
    };
}
