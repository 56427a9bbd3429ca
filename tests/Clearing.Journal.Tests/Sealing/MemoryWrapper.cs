using Clearing.Sealing;

namespace Clearing.Journal.Tests;

/// <summary>
/// A key management service that is slow, counts its calls, and can be made to fail.
/// </summary>
public sealed class MemoryWrapper(string id) : IKeyWrapper
{
    private readonly byte[] _secret = System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(id));

    public string Current => id;

    public int Calls { get; private set; }

    public bool Fails { get; set; }

    public async ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound)
    {
        await Call();
        return new WrappingKey(_secret).Wrap(key.Span, bound.Span, SystemSecrets.Instance);
    }

    public async ValueTask<byte[]?> Unwrap(
        string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound)
    {
        await Call();
        return kek == id ? new WrappingKey(_secret).Unwrap(wrapped.Span, bound.Span) : null;
    }

    private async Task Call()
    {
        Calls++;
        await Task.Yield();
        if (Fails) { throw new TimeoutException("The key management service does not answer."); }
    }
}
