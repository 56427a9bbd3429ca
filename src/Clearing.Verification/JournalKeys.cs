using Clearing.Sealing;

namespace Clearing.Verification;

/// <summary>The keys for verifying a journal.</summary>
/// <param name="Table">The table of keys beside the journal.</param>
/// <param name="Ring">
/// Opens the keys; null to verify without a key file, which opens only revealed keys.
/// </param>
/// <param name="FromStart">
/// True if the journal had keys before its first event: then a stream that begins with a plain one is
/// a violation, if there are keys for it.
/// </param>
public sealed record JournalKeys(IKeyTable Table, KeyRing? Ring, bool FromStart = false)
{
    /// <summary>Opens the keys that can be had.</summary>
    internal KeyRing Opening { get; } = Ring ?? KeyRing.OfRevealed(Table);

    /// <summary>True if a key cannot be opened, and need not be.</summary>
    /// <param name="key">The key.</param>
    internal bool StaysClosed(StoredKey key) =>
        key.DestroyedAt is not null || (Ring is null && !key.IsClear);
}
