namespace Clearing.Allocation.Advice;

/// <summary>A cleared round of a past period of the zone; everything in it is public.</summary>
/// <param name="Period">The period, such as <c>2026-Q4</c>.</param>
/// <param name="AvailableVolume">What was available before rounding to lots.</param>
/// <param name="UnsoldVolume">What was left.</param>
/// <param name="ReserveFeeMicros">The reserve fee.</param>
/// <param name="LowestGrantedFeeMicros">The lowest granted max fee; null without an award.</param>
public sealed record PastRound(
    string Period,
    long AvailableVolume,
    long UnsoldVolume,
    long ReserveFeeMicros,
    long? LowestGrantedFeeMicros)
{
    /// <summary>
    /// True if a bid at a fee would have got something. A fee that equals the lowest granted one
    /// does not count: a tie promises nothing.
    /// </summary>
    /// <param name="feeMicros">The bid's max fee.</param>
    /// <param name="lot">The market's lot.</param>
    public bool WouldGrant(long feeMicros, long lot) =>
        AvailableVolume >= lot
        && feeMicros >= ReserveFeeMicros
        && (UnsoldVolume >= lot || feeMicros > LowestGrantedFeeMicros);
}
