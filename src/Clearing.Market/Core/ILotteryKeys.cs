namespace Clearing.Market.Core;

/// <summary>
/// Draws the lottery: gives each row the key that decides its place at a split level.
/// </summary>
public interface ILotteryKeys
{
    /// <summary>
    /// Writes SHA-256 of <c>seed:bid</c> for a row; asked only for rows whose tickets are equal.
    /// </summary>
    /// <param name="row">The row in the clearing's columns.</param>
    /// <param name="destination32">Receives the 32 bytes of the hash.</param>
    void Key(int row, Span<byte> destination32);
}
