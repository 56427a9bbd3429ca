using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Hosting;

/// <summary>
/// The proof that a silo made a call. It authenticates the call's target with a key that only
/// silos hold.
/// </summary>
/// <remarks>
/// Orleans trusts the sender that a message names, so neither the sender's id nor the connection
/// identifies a silo. The proof is
/// <c>HMAC-SHA-256(K, "clearing/silo-call/v1\0" ∥ L(cluster id) ∥ L(target grain id) ∥ L(interface) ∥ L(method))</c>,
/// where L is a text's length as a little-endian 64-bit integer, followed by its UTF-8.
/// </remarks>
internal static class SiloCallProof
{
    /// <summary>The length of a proof in bytes.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    private static readonly byte[] Label = "clearing/silo-call/v1\0"u8.ToArray();

    /// <summary>Makes a proof.</summary>
    /// <param name="key">The silos' key, 32 bytes.</param>
    /// <param name="clusterId">The cluster's id.</param>
    /// <param name="target">The grain that is called.</param>
    /// <param name="contract">The interface's name.</param>
    /// <param name="method">The method's name.</param>
    public static byte[] Make(
        ReadOnlySpan<byte> key, string clusterId, string target, string contract, string method)
    {
        using var code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        code.AppendData(Label);
        Append(code, clusterId);
        Append(code, target);
        Append(code, contract);
        Append(code, method);
        return code.GetHashAndReset();
    }

    private static void Append(IncrementalHash code, string text)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        code.AppendData(length);
        code.AppendData(bytes);
    }
}
