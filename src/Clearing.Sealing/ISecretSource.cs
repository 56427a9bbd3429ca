namespace Clearing.Sealing;

/// <summary>The one source of randomness: keys and nonces come from it.</summary>
/// <remarks>
/// A server has <see cref="SystemSecrets"/>; a simulation has a source of its own, so that one
/// seed decides all of a run.
/// </remarks>
public interface ISecretSource
{
    /// <summary>Fills a span with bytes that nobody can guess.</summary>
    /// <param name="secrets">What to fill; it may be empty.</param>
    void Fill(Span<byte> secrets);
}
