using System.Collections.Immutable;

namespace Clearing.Market.Curtailments;

/// <summary>What a curtailment takes, and from whom.</summary>
/// <param name="FromPool">What the pool gives, in whole lots.</param>
/// <param name="Awards">The awards that lose volume, in the order of the awards.</param>
/// <param name="DeficitCovered">
/// The part of the sellers' volume that covers a deficit of the pool.
/// </param>
/// <param name="CapacityDelta">What leaves the market: covered − volume.</param>
/// <param name="Pool">The pool afterwards.</param>
public sealed record Curtailment(
    CubicFeet FromPool,
    ImmutableArray<CurtailedAward> Awards,
    CubicFeet DeficitCovered,
    CubicFeet CapacityDelta,
    CubicFeet Pool)
{
    /// <summary>The sum of the waived charges.</summary>
    public Money ChargeWaived => Awards.Aggregate(Money.Zero, (sum, of) => sum + of.ChargeWaived);

    /// <summary>The sum of the compensations.</summary>
    public Money Compensation => Awards.Aggregate(Money.Zero, (sum, of) => sum + of.Compensation);
}
