using System.Collections.Immutable;
using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Explanations;

/// <summary>Why a base changed: parts that add up to the change (README, chapter 4).</summary>
/// <param name="ChangeVolume">The change; null without an earlier base, or without limit.</param>
/// <param name="Parts">The parts, zeros too; empty where the change is unknown.</param>
[GenerateSerializer, Alias("Clearing.Explanation"), Immutable]
public sealed record Explanation(
    long? ChangeVolume, ImmutableArray<(BasePart Part, long ChangeVolume)> Parts)
{
    /// <summary>
    /// Replaces the inputs of the old record by the new ones in the order of
    /// <see cref="BasePart"/>; a part is the change of the base at its replacement.
    /// </summary>
    /// <param name="old">The earlier record; null if there was no base.</param>
    /// <param name="now">The later record.</param>
    public static Explanation Of(BaseRecord? old, BaseRecord now)
    {
        if (old?.BaseVolume is not { } before || now.BaseVolume is not { } after)
        {
            return new(null, []);
        }
        var change = after - before;
        if (old.Stage != now.Stage) { return new(change, [(BasePart.Stage, change)]); }
        return now.Stage == Stage.Regular
            ? new(change, Regular(old, now))
            : new(change, [(BasePart.Rules, change)]);
    }

    /// <summary>
    /// The same where the earlier base had been cut: the change is that from the cut base, and one
    /// more part gives back what the cut took.
    /// </summary>
    /// <param name="volume">What cuts took of the earlier base; 0 if it was not cut.</param>
    public Explanation AfterCut(long volume) => ChangeVolume is { } change && volume != 0
        ? new(change + volume, [.. Parts, (BasePart.Cut, volume)])
        : this;

    /// <summary>
    /// Why the allocation changed, which is the base and what awards give: one more part. Nothing where
    /// the base's own change is unknown.
    /// </summary>
    /// <param name="before">What awards of the earlier period hold, in cubic feet.</param>
    /// <param name="now">What those of the later period hold.</param>
    public Explanation AndAwards(long before, long now) => ChangeVolume is { } change
        ? new(change + (now - before), [.. Parts, (BasePart.Awards, now - before)])
        : this;

    private static ImmutableArray<(BasePart Part, long ChangeVolume)> Regular(
        BaseRecord old, BaseRecord now)
    {
        var (at, volume) = (old, old.Recomputed());
        return
        [
            Replace(BasePart.Rules, at with { Rules = now.Rules }),
            Replace(BasePart.Projection, at with { NeedVolume = now.NeedVolume }),
            Replace(BasePart.Score, at with { ScoreFactorPpm = now.ScoreFactorPpm }),
            Replace(BasePart.Use, at with { UseVolume = now.UseVolume }),
            Replace(BasePart.Previous, at with { PreviousVolume = now.PreviousVolume }),
            Replace(BasePart.Ration, at with { Ration = now.Ration }),
        ];

        (BasePart, long) Replace(BasePart part, BaseRecord next)
        {
            var before = volume;
            (at, volume) = (next, next.Recomputed());
            return (part, volume - before);
        }
    }
}
