namespace Clearing.Sealing;

/// <summary>A data key is not to be had: nothing is sealed or opened with it now.</summary>
/// <param name="scope">Whose key it is.</param>
/// <param name="number">Its number.</param>
/// <param name="cause">Why, as the end of a sentence.</param>
/// <param name="isDestroyed">True if it will never be there again.</param>
public sealed class KeyUnavailableException(
    string scope, uint number, string cause, bool isDestroyed = false)
    : Exception($"Key {number} of '{scope}' {cause}")
{
    /// <summary>True if it was destroyed: what it sealed is erased.</summary>
    public bool IsDestroyed { get; } = isDestroyed;
}
