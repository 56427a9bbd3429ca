namespace Clearing.Instruments.Randomness;

/// <summary>What random numbers are drawn for; each purpose has a stream of its own.</summary>
/// <remarks>
/// So changing a parameter changes nothing else: markets of two models differ only where the models
/// do. The numbers are part of every result and never change.
/// </remarks>
public enum Purpose
{
    /// <summary>Which products are new.</summary>
    Newness = 1,

    /// <summary>How productive each product is.</summary>
    Productivity = 2,

    /// <summary>The sellers' margins.</summary>
    Margin = 3,

    /// <summary>The volumes that sellers can use.</summary>
    Volume = 4,

    /// <summary>The rounds in which sellers arrive.</summary>
    Arrival = 5,

    /// <summary>What the operator sees of each product.</summary>
    OperatorSignal = 6,

    /// <summary>What each seller sees of its own product.</summary>
    SellerSignal = 7,

    /// <summary>What a review of an exception shows.</summary>
    ReviewSignal = 8,

    /// <summary>The demand shock common to a market.</summary>
    DemandShock = 9,

    /// <summary>How much claims are inflated.</summary>
    Inflation = 10,

    /// <summary>Values and choices of the games with closed forms.</summary>
    Theory = 11,

    /// <summary>Choices of learners and of best-reply dynamics.</summary>
    Learning = 12,

    /// <summary>The draws of a bootstrap.</summary>
    Bootstrap = 13,

    /// <summary>The round in which a better use of a seller's goods appears.</summary>
    BetterUse = 14,
}
