using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>Secrets that anyone can guess: each byte is the previous one plus one.</summary>
public sealed class CountedSecrets(byte first) : ISecretSource
{
    private byte _next = first;

    public void Fill(Span<byte> secrets)
    {
        foreach (ref var one in secrets)
        {
            one = _next;
            _next = unchecked((byte)(_next + 1));
        }
    }
}
