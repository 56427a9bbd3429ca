namespace Clearing.Verification.Erasing;

/// <summary>A seller cannot be erased; nothing was changed.</summary>
/// <param name="why">The reason, as a clause.</param>
public sealed class ErasureRefusedException(string why) : Exception(why);
