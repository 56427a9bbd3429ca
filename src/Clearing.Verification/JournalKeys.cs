using Clearing.Sealing;

namespace Clearing.Verification;

/// <summary>The keys to verify a journal with.</summary>
/// <param name="Table">The table of keys beside the journal.</param>
/// <param name="Ring">Opens them; null to verify without opening what is sealed.</param>
public sealed record JournalKeys(IKeyTable Table, KeyRing? Ring);
