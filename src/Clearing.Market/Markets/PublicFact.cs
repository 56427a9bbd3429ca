namespace Clearing.Market.Markets;

/// <summary>Something that happened in a market and that is public.</summary>
/// <param name="Number">Runs from 1 in the market, without gaps. It counts no bids.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Round">The round that it is about; 0 if it is about none.</param>
/// <param name="At">When, by the clock of the process; null in older journals.</param>
/// <param name="Cleared">The cleared round; null for other kinds.</param>
/// <param name="BookHash">
/// The hash of the closed book, hex; null for other kinds, and of hashes of version 1.
/// </param>
/// <param name="Contested">The round's result, provisional or voided; null for other kinds.</param>
[GenerateSerializer, Alias("Clearing.PublicFact"), Immutable]
public sealed record PublicFact(
    long Number, PublicFactKind Kind, int Round, DateTimeOffset? At, RoundReport? Cleared = null,
    string? BookHash = null, ContestedRound? Contested = null);

/// <summary>The kinds of public facts.</summary>
[GenerateSerializer, Alias("Clearing.PublicFactKind")]
public enum PublicFactKind
{
    /// <summary>A round's book was closed.</summary>
    RoundClosed = 0,

    /// <summary>A round was cleared.</summary>
    RoundCleared = 1,

    /// <summary>Clearing was paused.</summary>
    MarketPaused = 2,

    /// <summary>Clearing is resumed.</summary>
    MarketResumed = 3,

    /// <summary>The market was settled.</summary>
    MarketSettled = 4,

    /// <summary>A round was cleared provisionally.</summary>
    RoundProvisional = 5,

    /// <summary>A provisional round was voided.</summary>
    RoundVoided = 6,

    /// <summary>A tiny late bid set a round's fee far below the next one.</summary>
    MarketAlarm = 7,
}
