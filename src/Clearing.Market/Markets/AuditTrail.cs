using System.Collections.Immutable;

namespace Clearing.Market.Markets;

/// <summary>The acts on a market or an account, oldest first.</summary>
public sealed class AuditTrail
{
    private readonly List<AuditEntry> _entries;

    /// <summary>A trail that goes on from the entries of a snapshot.</summary>
    /// <param name="entries">The entries so far, oldest first.</param>
    public AuditTrail(params ImmutableArray<AuditEntry> entries) => _entries = [.. entries];

    /// <summary>All entries, oldest first.</summary>
    public ImmutableArray<AuditEntry> Entries => [.. _entries];

    /// <summary>Adds an act.</summary>
    /// <param name="act">Who, when and why; null if nobody is on record.</param>
    /// <param name="what">The kind and the reference.</param>
    /// <param name="known">What the fact itself says of its author, where the act does not.</param>
    public void Add(
        Act? act, (ActKind Kind, string? Reference) what,
        (string? By, DateTimeOffset? At, string? Reason) known = default) =>
        _entries.Add(new AuditEntry(
            _entries.Count + 1, what.Kind, what.Reference, act?.By ?? known.By,
            act?.At ?? known.At, known.Reason ?? act?.Reason, act?.RequestId,
            CallReason: known.Reason is null ? null : act?.Reason));

    /// <summary>A page of entries, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The maximum number to return; 0 or more.</param>
    public ImmutableArray<AuditEntry> Page(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return [.. _entries.Skip((int)Math.Min(after, _entries.Count)).Take(most)];
    }
}
