using System.Collections.Immutable;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Sellers;

/// <summary>A seller's base of a period, and why it is what it is.</summary>
/// <param name="Base">The base with every value that it follows from.</param>
/// <param name="Run">The run that computed it, with its snapshot and projection.</param>
/// <param name="Before">
/// The base of the period before, with which it is compared; null if none was computed.
/// </param>
/// <param name="Cuts">The cuts of a confirmed base, oldest first.</param>
[GenerateSerializer, Alias("Clearing.BaseView"), Immutable]
public sealed record BaseView(
    PlannedBase Base, SellerDraft Run, PlannedBase? Before, ImmutableArray<CutOfBase> Cuts)
{
    /// <summary>
    /// Why the base differs from that with which the period before ended, in parts that add up.
    /// </summary>
    public Explanation Change
    {
        get
        {
            if (KnownChange is { } known) { return known; }
            var change = Explanation.Of(Before?.Record, Base.Record);
            return Before?.BaseVolume is { } uncut && Base.Record.PreviousVolume is { } last
                ? change.AfterCut(uncut - last)
                : change;
        }
    }

    /// <summary>
    /// The change where it cannot be computed from the records, because their ratios are rounded;
    /// null where it can.
    /// </summary>
    [Id(0)] public Explanation? KnownChange { get; init; }

    /// <summary>
    /// The base as a seller sees it: every ratio in it is rounded down to parts per million, since the
    /// exact ones have the sums of all sellers. Volumes and the change stay exact.
    /// </summary>
    public BaseView ForSellers() => this with
    {
        Base = Base.ForSellers(),
        Run = Run with { Bases = [.. Run.Bases.Select(planned => planned.ForSellers())] },
        Before = Before?.ForSellers(),
        // A silo of before tells of none.
        Cuts = Cuts.IsDefault ? [] : [.. Cuts.Select(cut => cut with { Step = cut.Step.ForSellers() })],
        KnownChange = Change,
    };
}
