using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Bases;

/// <summary>The numbers that bound a regular base; a run stores them with each base.</summary>
/// <param name="StepUpPpm">The most that a base rises from one period to the next.</param>
/// <param name="StepUpMinVolume">The amount by which a base may always rise.</param>
/// <param name="StepDownPpm">The most that a base falls from one period to the next.</param>
/// <param name="FloorVolume">The least target.</param>
/// <param name="CeilingVolume">The largest target; null for none.</param>
[GenerateSerializer, Alias("Clearing.BaseRules"), Immutable]
public sealed record BaseRules(
    long StepUpPpm,
    long StepUpMinVolume,
    long StepDownPpm,
    long FloorVolume,
    long? CeilingVolume)
{
    private const int Million = 1_000_000;

    // Far beyond any zone: without it the largest needs times the largest factors would not fit 64 bits.
    private const long MaxScoredVolume = 1_000_000_000_000_000_000;

    /// <summary>The bounds of a configuration.</summary>
    public static BaseRules Of(AllocationConfig config) => new(
        config.StepUpPpm, config.StepUpMinVolume, config.StepDownPpm, config.FloorVolume,
        config.CeilingVolume);

    /// <summary>Steps 1 to 3: what a regular seller would get if space were free.</summary>
    /// <param name="needVolume">The need of the period.</param>
    /// <param name="scoreFactorPpm">The score factor.</param>
    /// <param name="useVolume">The use of extra space; may be negative.</param>
    /// <param name="previousVolume">The base of the period before; null for no step.</param>
    public TargetSteps Target(
        long needVolume, long scoreFactorPpm, long useVolume, long? previousVolume)
    {
        var scored = (long)Int128.Min((Int128)needVolume * scoreFactorPpm / Million, MaxScoredVolume);
        var wanted = Math.Max(0, scored + useVolume);
        var stepped = previousVolume is { } previous ? Step(wanted, previous) : wanted;
        var target = Math.Max(FloorVolume, Math.Min(stepped, CeilingVolume ?? long.MaxValue));
        return new(scored, wanted, stepped, target);
    }

    private long Step(long wanted, long previous)
    {
        var down = (long)((Int128)previous * StepDownPpm / Million);
        var up = (long)((Int128)previous * StepUpPpm / Million);
        return Math.Clamp(wanted, previous - down, previous + Math.Max(up, StepUpMinVolume));
    }
}
