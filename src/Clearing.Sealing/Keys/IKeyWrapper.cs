namespace Clearing.Sealing;

/// <summary>
/// Wraps data keys with keys that this program never stores: those of a file or a KMS.
/// </summary>
/// <remarks>
/// It is safe for concurrent use. A market calls it once per activation; all sellers together
/// call it once per server.
/// </remarks>
public interface IKeyWrapper
{
    /// <summary>
    /// The id of the key that wraps new keys: 1 to 60 letters, digits and <c>. _ -</c>.
    /// </summary>
    string Current { get; }

    /// <summary>Wraps a data key with the current key.</summary>
    /// <param name="key">The data key.</param>
    /// <param name="bound">The bytes that the wrapping is bound to.</param>
    ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="kek">The id of the key that wrapped it.</param>
    /// <param name="wrapped">The result of <see cref="Wrap"/>.</param>
    /// <param name="bound">The bytes that the wrapping is bound to.</param>
    /// <returns>
    /// The data key; null if the wrapping key is unknown, did not wrap it, or the wrapping is bound
    /// to other bytes.
    /// </returns>
    ValueTask<byte[]?> Unwrap(
        string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound);
}
