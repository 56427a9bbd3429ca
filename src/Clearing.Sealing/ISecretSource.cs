namespace Clearing.Sealing;

/// <summary>The only source of randomness, used for keys and nonces.</summary>
/// <remarks>
/// A server uses <see cref="SystemSecrets"/>; a simulation has its own source, so that one seed
/// determines the whole run.
/// </remarks>
public interface ISecretSource
{
    /// <summary>Fills a span with bytes that nobody can guess.</summary>
    /// <param name="secrets">The span to fill; it may be empty.</param>
    void Fill(Span<byte> secrets);
}
