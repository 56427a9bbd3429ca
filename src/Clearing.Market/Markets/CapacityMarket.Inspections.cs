using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly List<BidsInspected> _inspections = [];
    private readonly Dictionary<string, BidsInspected> _inspectionById =
        new(StringComparer.Ordinal);

    /// <summary>Decides on an inspection. Repeating an inspection changes nothing.</summary>
    /// <param name="inspection">Who inspects whose bids, and why.</param>
    /// <param name="at">The time now.</param>
    public Decision<InspectStatus, MarketEvent> Inspect(Inspection inspection, DateTimeOffset at)
    {
        if (!IdRule.Allows(inspection.Id)
            || inspection.Id.StartsWith(PreviewIds, StringComparison.Ordinal))
        {
            return InspectStatus.IdMalformed;
        }
        if (_inspectionById.TryGetValue(inspection.Id, out var known))
        {
            return known.Inspection == inspection
                ? InspectStatus.Inspected
                : InspectStatus.IdReused;
        }
        if (Stage == MarketStage.Unknown) { return InspectStatus.MarketUnknown; }
        if (inspection.Seller is { } seller && !IdRule.Allows(seller))
        {
            return InspectStatus.SellerIdMalformed;
        }
        if (!NoteRule.Allows(inspection.Reason))
        {
            return InspectStatus.ReasonMalformed;
        }
        return new(InspectStatus.Inspected, new BidsInspected(inspection, at, _bids.Count));
    }

    /// <summary>
    /// A page of the bids that an inspection on record may see, as they stand now.
    /// </summary>
    /// <remarks>
    /// Bids that came later, or were amended to a later sequence number, are not among them: they
    /// need an inspection of their own. Sequence numbers would tell how many bids of others came between, so
    /// that an inspection of one seller shows them as the seller itself sees them.
    /// </remarks>
    /// <param name="id">The inspection.</param>
    /// <param name="after">
    /// The last sequence number already seen, or of one seller's bids the last number; 0 from the start.
    /// </param>
    /// <param name="most">The most bids to give.</param>
    public ImmutableArray<BidView> InspectedBids(string id, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var inspected = _inspectionById[id];
        var through = (int)inspected.ThroughSequence;
        if (inspected.Inspection.Seller is { } seller)
        {
            return
            [
                .. _bids.RowsOf(seller).Where(row => row < through && _bids.NumberOf(row) > after)
                    .OrderBy(_bids.NumberOf).Take(most).Select(OwnViewOf),
            ];
        }
        var first = (int)Math.Min(after, through);
        return
        [
            .. Enumerable.Range(first, through - first)
                .Where(row => _bids.MarkOf(row).Stage() != RowMark.Replaced).Take(most)
                .Select(ViewOf),
        ];
    }

    /// <summary>A page of the inspections on record, oldest first.</summary>
    /// <param name="seller">Those that saw this seller's bids; null for all.</param>
    /// <param name="skip">Inspections to pass over; 0 or more.</param>
    /// <param name="most">The most to give; 0 or more.</param>
    public ImmutableArray<InspectionRecord> Inspections(string? seller, int skip, int most) =>
    [
        .. _inspections
            .Where(made => seller is null || (made.Inspection.Seller ?? seller) == seller)
            .Skip(skip).Take(most)
            .Select(made => new InspectionRecord(made.Inspection, made.At, made.ThroughSequence)),
    ];

    private void Apply(BidsInspected inspected)
    {
        Expect(inspected.ThroughSequence <= _bids.Count, "An inspection sees bids that are there.");
        _inspectionById.Add(inspected.Inspection.Id, inspected);
        _inspections.Add(inspected);
    }
}
