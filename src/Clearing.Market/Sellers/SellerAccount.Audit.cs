using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    private AuditTrail? _trail;

    /// <summary>A page of what operators did to this account, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The maximum number to return; 0 or more.</param>
    public ImmutableArray<AuditEntry> Audit(long after, int most) =>
        _trail?.Page(after, most) ?? [];

    // Bases that a zone announces are in the zone's record: only acts of operators are kept here.
    private void Record(SellerAct happened, ActKind kind, string reference, string? reason = null)
    {
        if (happened.Act is { } act)
        {
            (_trail ??= new()).Add(act, (kind, reference), (null, null, reason));
        }
    }
}
