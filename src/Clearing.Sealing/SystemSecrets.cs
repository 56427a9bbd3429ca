using System.Security.Cryptography;

namespace Clearing.Sealing;

/// <summary>
/// Secrets from the operating system's random generator. Safe for concurrent use.
/// </summary>
public sealed class SystemSecrets : ISecretSource
{
    /// <summary>The source; it holds nothing.</summary>
    public static SystemSecrets Instance { get; } = new();

    /// <inheritdoc/>
    public void Fill(Span<byte> secrets) => RandomNumberGenerator.Fill(secrets);
}
