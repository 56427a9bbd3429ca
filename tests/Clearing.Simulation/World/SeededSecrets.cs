using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>Secrets from a seed: SHA-256 of the seed and a counter, block by block.</summary>
internal sealed class SeededSecrets(long seed) : ISecretSource
{
    private long _counter;

    public void Fill(Span<byte> secrets)
    {
        Span<byte> from = stackalloc byte[2 * sizeof(long)];
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64LittleEndian(from, seed);
        while (!secrets.IsEmpty)
        {
            BinaryPrimitives.WriteInt64LittleEndian(from[sizeof(long)..], _counter++);
            SHA256.HashData(from, block);
            var length = Math.Min(block.Length, secrets.Length);
            block[..length].CopyTo(secrets);
            secrets = secrets[length..];
        }
    }
}
