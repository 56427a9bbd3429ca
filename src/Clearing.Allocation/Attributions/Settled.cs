namespace Clearing.Allocation.Attributions;

/// <summary>A settled market of a seller, and the corrections since.</summary>
/// <param name="NetMinor">The net of the settlement, in minor units.</param>
/// <param name="CorrectionsMinor">The sum of the corrections so far.</param>
public readonly record struct Settled(Int128 NetMinor, Int128 CorrectionsMinor = default)
{
    /// <summary>
    /// What a later fact corrects: the net now less what was settled and corrected so far
    /// (README, chapter 6). 0 posts nothing.
    /// </summary>
    public Int128 CorrectionTo(Int128 netNow) => netNow - NetMinor - CorrectionsMinor;

    /// <summary>The same with one more correction.</summary>
    public Settled With(Int128 correction) =>
        this with { CorrectionsMinor = CorrectionsMinor + correction };
}
