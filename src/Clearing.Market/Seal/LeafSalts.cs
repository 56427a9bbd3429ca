using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Clearing.Market.Seal;

/// <summary>The salts of a book's leaves: the AES-256-CTR key stream from counter 0.</summary>
/// <remarks>Key and counter serve one book, so it is a plain pseudo-random stream.</remarks>
public sealed class LeafSalts : IDisposable
{
    /// <summary>The length of a salt in bytes.</summary>
    public const int Length = 32;

    private const int AesBlock = 16;

    private readonly Aes _aes = Aes.Create();
    private byte[] _counters = [];

    /// <summary>The salts under a key.</summary>
    /// <param name="key">32 bytes.</param>
    public LeafSalts(byte[] key) => _aes.Key = key;

    /// <summary>Writes the salts of leaves side by side.</summary>
    /// <param name="first">The first leaf, from 0.</param>
    /// <param name="salts">Receives the salts; its length is a multiple of 32.</param>
    public void Fill(long first, Span<byte> salts)
    {
        if (_counters.Length < salts.Length) { _counters = new byte[salts.Length]; }
        var counters = _counters.AsSpan(0, salts.Length);
        var counter = first * (Length / AesBlock);
        for (var at = 0; at < counters.Length; at += AesBlock)
        {
            BinaryPrimitives.WriteInt64BigEndian(counters[(at + sizeof(long))..], counter++);
        }
        _aes.EncryptEcb(counters, salts, PaddingMode.None);
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
