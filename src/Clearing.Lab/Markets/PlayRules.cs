namespace Clearing.Lab.Markets;

/// <summary>The rules under which a market is played.</summary>
/// <param name="Fee">What the winners of a round pay.</param>
/// <param name="Repricing">How a round lowers the fees of earlier awards.</param>
/// <param name="Reserve">The lowest eligible max fee, micros per cubic foot.</param>
/// <param name="SupportPpm">
/// The share of a round's volume, per million, that must stand behind a fee.
/// </param>
/// <param name="MinVolume">Cubic feet that must stand behind a repricing fee.</param>
public readonly record struct PlayRules(
    FeeRule Fee, Repricing Repricing, long Reserve = 0, int SupportPpm = 0,
    long MinVolume = 0)
{
    /// <summary>Rounds of the product with its repricing taken literally: no support.</summary>
    public static readonly PlayRules Product = new(FeeRule.LowestGranted, Repricing.Product);

    /// <summary>Rounds of the product without repricing.</summary>
    public static readonly PlayRules Rounds = new(FeeRule.LowestGranted, Repricing.None);
}
