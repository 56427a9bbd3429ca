namespace Clearing.Market.Core;

/// <summary>Which rules a round was cleared by, so that an old one can be cleared again.</summary>
[GenerateSerializer, Alias("Clearing.RulesEdition")]
public enum RulesEdition
{
    /// <summary>
    /// A round repriced to its round fee if it granted <c>repricing_min_volume</c>, regranted
    /// volume included. In time priority and lottery, bids with a minimum were refused for it also
    /// when nothing remained.
    /// </summary>
    First = 1,

    /// <summary>Fresh volume supports the repricing fee: the rules of README.md.</summary>
    Second = 2,
}
