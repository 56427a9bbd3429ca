namespace Clearing.Allocation.Bases;

/// <summary>The one ratio that a zone gives its sellers, not reduced (README, chapter 4).</summary>
/// <remarks>
/// Shares are rounded down and left-over cubic feet go to the market. So no base falls when
/// capacity grows, and a base follows from its own target and the ratio alone. Proportional above
/// the floor, because splitting or merging accounts gains nothing there (O'Neill 1982).
/// </remarks>
/// <param name="Kind">What the ratio applies to.</param>
/// <param name="Numerator">0 or more.</param>
/// <param name="Denominator">1 or more; above the numerator, unless nothing is rationed.</param>
[GenerateSerializer, Alias("Clearing.Ration"), Immutable]
public sealed record Ration(RationKind Kind, Int128 Numerator, Int128 Denominator)
{
    /// <summary>The denominator of a ratio that was rounded down for sellers.</summary>
    public const int Million = 1_000_000;

    /// <summary>There is enough for every seller.</summary>
    public static Ration None { get; } = new(RationKind.None, 1, 1);

    /// <summary>Step 4: the ratio of a zone.</summary>
    /// <param name="room">What the regular sellers may get together.</param>
    /// <param name="targets">D: the sum of their targets.</param>
    /// <param name="floors">M: the sum of their floors; at most <paramref name="targets"/>.</param>
    public static Ration Of(Int128 room, Int128 targets, Int128 floors)
    {
        if (targets <= room) { return None; }
        return floors <= room
            ? new(RationKind.AboveFloor, room - floors, targets - floors)
            : new(RationKind.BelowFloor, room, floors);
    }

    /// <summary>
    /// The ratio as a seller sees it: rounded down to parts per million. The exact fraction has the
    /// sums of all sellers, of which each of two could compute the other's target.
    /// </summary>
    /// <remarks>A base that is recomputed from it may be smaller by rounding.</remarks>
    public Ration ForSellers() =>
        Kind == RationKind.None ? this : new(Kind, Numerator * Million / Denominator, Million);

    /// <summary>The base of a target.</summary>
    /// <param name="target">At least the floor.</param>
    /// <param name="floor">The floor of the rules in force.</param>
    public long Base(long target, long floor) => Kind switch
    {
        RationKind.None => target,
        RationKind.AboveFloor => floor + (long)((target - floor) * Numerator / Denominator),
        RationKind.BelowFloor => (long)(floor * Numerator / Denominator),
        _ => throw new InvalidOperationException($"A ration of the kind {Kind}."),
    };
}
