using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>Secrets that a seed decides: SHA-256 of the seed and a counter.</summary>
internal sealed class SeededSecrets(long seed) : ISecretSource
{
    private long _counter;

    public void Fill(Span<byte> secrets)
    {
        Span<byte> text = stackalloc byte[2 * sizeof(long)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64LittleEndian(text, seed);
        while (!secrets.IsEmpty)
        {
            BinaryPrimitives.WriteInt64LittleEndian(text[sizeof(long)..], _counter++);
            SHA256.HashData(text, hash);
            var part = hash[..Math.Min(hash.Length, secrets.Length)];
            part.CopyTo(secrets);
            secrets = secrets[part.Length..];
        }
    }
}
