using Clearing.Sealing;

namespace Clearing.Verification;

/// <summary>The keys for verifying a journal.</summary>
/// <param name="Table">The table of keys beside the journal.</param>
/// <param name="Ring">Opens the keys; null to verify without opening sealed events.</param>
public sealed record JournalKeys(IKeyTable Table, KeyRing? Ring);
