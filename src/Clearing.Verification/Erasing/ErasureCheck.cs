using System.Globalization;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Verification.Erasing;

/// <summary>Checks that erasures were finished and that what is left of ledgers adds up.</summary>
internal sealed class ErasureCheck(JournalFindings findings)
{
    private (int Number, long Version)? _open;

    /// <summary>Applies an event of the record.</summary>
    public void Apply(StoredEvent stored, ErasureEvent happened)
    {
        if (happened is ErasureBegun begun)
        {
            findings.Expect(
                _open is null, Streams.Erased, "an erasure begins before the last one ended",
                stored.Version);
            _open = (begun.Number, stored.Version);
            foreach (var market in begun.Sums.GroupBy(sum => sum.Market))
            {
                var sum = market.Aggregate(Money.Zero, (total, one) => total + one.Amount);
                findings.Expect(
                    sum == Money.Zero, Streams.Erased,
                    $"the erased ledger of {market.Key} sums to {sum.Minor}, not to zero",
                    stored.Version);
            }
        }
        if (happened is SellerErased erased)
        {
            findings.Expect(
                _open?.Number == erased.Number, Streams.Erased,
                "an erasure ends that did not begin", stored.Version);
            _open = null;
        }
    }

    /// <summary>Checks what must hold after the last event.</summary>
    public void Conclude()
    {
        if (_open is not { } open) { return; }
        var number = open.Number.ToString(CultureInfo.InvariantCulture);
        findings.Violate(
            Streams.Erased, open.Version, $"erasure {number} is not finished: run it again");
    }
}
