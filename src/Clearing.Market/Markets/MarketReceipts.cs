namespace Clearing.Market.Markets;

// Commands without an id ask for a state: their receipts say whether the market was there before.

/// <summary>What became of opening a market.</summary>
/// <param name="Status">Opened, or why not.</param>
/// <param name="Repeated">True if the market was open before, with the same configuration.</param>
[GenerateSerializer, Alias("Clearing.OpenReceipt"), Immutable]
public sealed record OpenReceipt(OpenStatus Status, bool Repeated = false);

/// <summary>What became of pausing or resuming a market.</summary>
/// <param name="Status">Done, or why not.</param>
/// <param name="Repeated">True if the market was as asked before.</param>
[GenerateSerializer, Alias("Clearing.PauseReceipt"), Immutable]
public sealed record PauseReceipt(PauseStatus Status, bool Repeated = false);

/// <summary>What became of settling a market.</summary>
/// <param name="Status">Settled, or why not.</param>
/// <param name="Repeated">True if the market was settled before.</param>
[GenerateSerializer, Alias("Clearing.SettleReceipt"), Immutable]
public sealed record SettleReceipt(SettleStatus Status, bool Repeated = false);
