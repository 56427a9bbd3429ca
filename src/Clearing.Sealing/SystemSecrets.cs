using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>
/// Secrets from the operating system's random generator. It is safe for concurrent use.
/// </summary>
public sealed class SystemSecrets : ISecretSource
{
    /// <summary>The only instance; it has no state.</summary>
    public static SystemSecrets Instance { get; } = new();

    /// <inheritdoc/>
    public void Fill(Span<byte> secrets) => RandomNumberGenerator.Fill(secrets);
}
