namespace Clearing.Verification.Erasing;

/// <summary>A seller cannot be erased now.</summary>
/// <param name="why">The reason, as a clause.</param>
public sealed class ErasureRefusedException(string why) : Exception(why)
{
    /// <summary>
    /// False if nothing was changed; true if the erasure has begun, so that it must be run again.
    /// </summary>
    public bool HasBegun { get; init; }
}
