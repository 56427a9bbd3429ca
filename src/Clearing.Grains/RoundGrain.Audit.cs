using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class RoundGrain
{
    /// <inheritdoc/>
    public Task<RoundCurve?> Curve(int round) => Answer(State.Curve(round));

    /// <inheritdoc/>
    public Task<RoundCurve?> AuditedCurve(int round) => Answer(State.AuditedCurve(round));

    /// <inheritdoc/>
    public Task<RoundInputs?> Inputs(int round) => Answer(State.Inputs(round));

    /// <inheritdoc/>
    public Task<BidProof?> Proof(string seller, int round, long after, int most) =>
        Answer(State.Proof(seller, round, after, Page(most)));

    /// <inheritdoc/>
    public Task<ImmutableArray<BookRow>> Book(int round, long after, int most) =>
        Answer(State.Book(round, after, Page(most)));

    /// <inheritdoc/>
    public Task<ImmutableArray<Offer>> Offers(int round, int skip, int most) =>
        Answer(State.Offers(round, skip, Page(most)));

    /// <inheritdoc/>
    public async Task<InspectionReceipt> Inspect(Inspection inspection, long after, int most)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        inspection = inspection with { By = Acts.NameOr(inspection.By) };
        var decision = State.Inspect(inspection, Clock.GetUtcNow());
        var status = await Act(decision);
        if (status != InspectStatus.Inspected) { return new(status, []); }
        return new(status, await Answer(State.InspectedBids(inspection.Id, after, Page(most))))
        {
            Repeated = decision.Events.IsEmpty,
        };
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<InspectionRecord>> Inspections(string? seller, int skip, int most)
    {
        var records = State.Inspections(seller, skip, Page(most));
        return Answer(
            CurrentCaller.Value?.Roles.HasFlag(Role.Auditor) != false ? records
            : SeesAll ? [.. records.Select(record => record.ForOperators())]
            : [.. records.Select(record => record.ForSellers())]);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AuditEntry>> Audit(long after, int most) =>
        Answer(State.Audit(after, Page(most)));

    private static int Page(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, SellerGrain.MaxBids);
        return most;
    }
}
