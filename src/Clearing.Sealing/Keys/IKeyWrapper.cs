namespace Clearing.Sealing;

/// <summary>
/// Wraps data keys by keys that this program may never store: a file's, or a KMS's.
/// </summary>
/// <remarks>
/// Safe for concurrent use. A market asks once in the life of an activation, and all sellers
/// together once for each server.
/// </remarks>
public interface IKeyWrapper
{
    /// <summary>
    /// The id of the key that wraps from now on: 1 to 60 letters, digits and <c>. _ -</c>.
    /// </summary>
    string Current { get; }

    /// <summary>Wraps a key by the current one.</summary>
    /// <param name="key">The data key.</param>
    /// <param name="bound">What the wrapping is bound to.</param>
    ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound);

    /// <summary>Unwraps a key.</summary>
    /// <param name="kek">The id of the key that wrapped it.</param>
    /// <param name="wrapped">What <see cref="Wrap"/> gave.</param>
    /// <param name="bound">What it was bound to.</param>
    /// <returns>
    /// Null if there is no such key, or it did not wrap that, or the wrapping is bound to something
    /// else.
    /// </returns>
    ValueTask<byte[]?> Unwrap(
        string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound);
}
