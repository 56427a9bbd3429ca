using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>One seller: its bids, allocations and credit ledger.</summary>
/// <remarks>
/// A bid is one fact and is written once, in its market's stream. The seller's own stream holds the
/// markets in which it takes part, the notices it accepted, its sales and its postings.
/// </remarks>
[Reentrant]
public sealed partial class SellerGrain : EventSourcedGrain<SellerAccount, SellerEvent>, ISellerGrain,
    ISellerInbox
{
    private static readonly SnapshotPolicy Defaults = new();

    private readonly IGrainFactory _grains;
    private readonly BidGathering _gathering;
    private readonly SellerQuota _quota;
    private readonly SellerSnapshots _snapshots;
    private LedgerPages? _pages;

    /// <summary>Creates a seller's activation; called by Orleans.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="clock">The process's clock.</param>
    /// <param name="grains">Gives access to markets.</param>
    /// <param name="storage">Where snapshots are.</param>
    /// <param name="policy">When to store a snapshot; null for the defaults.</param>
    /// <param name="quota">How much the seller may keep; null for the defaults.</param>
    /// <param name="gathering">The silo's; null for one of its own.</param>
    public SellerGrain(
        IGrainContext context,
        SealedJournal journal,
        TimeProvider clock,
        IGrainFactory grains,
        [FromKeyedServices("clearing")] IGrainStorage storage,
        SnapshotPolicy? policy = null,
        SellerQuota? quota = null,
        BidGathering? gathering = null)
        : base(context, journal, Codecs.Seller, clock)
    {
        _grains = grains;
        _gathering = gathering ?? new();
        Stream = Streams.OfSeller(Seller);
        _quota = quota ?? new();
        _snapshots = new SellerSnapshots(
            storage, context.GrainId, Log, policy ?? Defaults, _quota);
    }

    /// <inheritdoc/>
    protected override string Stream { get; }

    private string Seller => Key;

    private LedgerPages Pages => _pages ??= new LedgerPages(Log);

    /// <inheritdoc/>
    public async Task<ReportStatus> ReportSales(SalesReport report) =>
        (await AddSales(report)).Status;

    /// <inheritdoc/>
    public async Task<ReportReceipt> AddSales(SalesReport report)
    {
        // A market in which the seller has nothing refuses the report anyway.
        var rule = await TakesPart(report.Market)
            ? await Round(report.Market).SalesRule()
            : null;
        return await Decide(report.Market, report.Id, () => State.Report(report, rule));
    }

    /// <inheritdoc/>
    public async Task<ReviewStatus> ReviewSales(string market, SalesReview review)
    {
        CheckMarket(market, review);
        var (answer, events) = State.Review(review);
        await Keep(events.By(Acts.Now(Clock)));
        // Memory cannot say that there is no report: another activation may have taken it.
        if (answer == ReviewStatus.ReportUnknown) { await Confirm(); }
        return answer;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SalesRecord>> Sales(string market, int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxBids);
        var page = State.Sales(market, skip, most);
        await Durable();
        return page;
    }

    /// <inheritdoc/>
    public async Task<ReportStatus> ReportUse(UseReport report) => (await AddUse(report)).Status;

    /// <inheritdoc/>
    public async Task<ReportReceipt> AddUse(UseReport report)
    {
        await TakesPart(report.Market);
        return await Decide(report.Market, report.Id, () => State.Report(report));
    }

    /// <inheritdoc/>
    public async Task SetBase(BaseAllocation allocation)
    {
        var events = State.SetBase(allocation).By(Acts.Now(Clock));
        await (events.IsEmpty ? Confirm() : Keep(events));
        // Also where nothing changed: an earlier call may have ended between the two.
        await HandBase(allocation);
    }

    /// <inheritdoc/>
    public async Task Accept(Notice notice)
    {
        CheckOwn(notice.Seller);
        // Its awards were accepted durably before, so an activation that lacks one was overtaken.
        if (State.MissesBefore(notice)) { await Confirm(); }
        await Keep(State.Accept(notice));
    }

    /// <inheritdoc/>
    public async Task AcceptSales(ImmutableArray<DaySales> sales)
    {
        // Earlier hand-overs were accepted durably, so an activation that lacks one was overtaken.
        if (State.MissesBefore(sales)) { await Confirm(); }
        var durable = Durable();
        foreach (var sold in sales) { durable = Keep(State.Accept(sold)); }
        await durable;
    }

    /// <inheritdoc/>
    public async Task AcceptOverage(OverageCharge charge)
    {
        if (State.MissesBefore(charge)) { await Confirm(); }
        await Keep(State.Accept(charge));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<MarketAllocation>> Allocations()
    {
        ImmutableArray<MarketAllocation> allocations = [.. State.Markets.Select(AllocationIn)];
        await Durable();
        return allocations;
    }

    /// <inheritdoc/>
    public async Task<Statement?> Statement(string market)
    {
        await LearnSettlement(market);
        var statement = SeesMaxFees
            ? State.Statement(market)
            : State.Statement(market)?.ForOperators();
        await Durable();
        return statement;
    }

    /// <inheritdoc/>
    public Task Probe() => Durable();

    /// <inheritdoc/>
    public async Task<long> PostingCount()
    {
        var count = State.PostingCount;
        await Durable();
        return count;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LedgerEntry>> Ledger(long after, int most) => Ledger(null, after, most);

    /// <inheritdoc/>
    public Task<ImmutableArray<LedgerEntry>> MarketLedger(string market, long after, int most)
    {
        ArgumentNullException.ThrowIfNull(market);
        return Ledger(market, after, most);
    }

    private async Task<ImmutableArray<LedgerEntry>> Ledger(string? market, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        // This leaves out what another activation may have posted since, which can be in a market
        // that is unknown here.
        var known = await PostingCount();
        if (after >= known) { return []; }
        var page = await Pages.Read(after, most, market, last: known);
        return [.. page.Select(
            entry => entry with { Terms = State.TermsIn(entry.Posting.Market) })];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<AuditEntry>> Audit(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxBids);
        var page = State.Audit(after, most);
        await Durable();
        return page;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (IsDurable && _snapshots.AreDue(Version, leaving: true))
        {
            await _snapshots.MakeReady();
            if (IsDurable) { await _snapshots.Keep(State, Version, leaving: true); }
        }
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    protected override SellerAccount Start() => new(Seller) { Quota = _quota };

    /// <inheritdoc/>
    protected override long FoldedBeforeSnapshot => _snapshots.FoldedBefore;

    /// <inheritdoc/>
    protected override async ValueTask<SellerAccount?> Snapshot(CancellationToken cancellationToken)
    {
        var account = await _snapshots.Load(Seller, cancellationToken);
        if (account is not null) { NotePlace(account.PostingCount, Version); }
        return account;
    }

    /// <inheritdoc/>
    protected override void Apply(SellerAccount onto, SellerEvent happened) => onto.Apply(happened);

    private async Task<ReportReceipt> Decide(
        string market, string id, Func<Decision<ReportStatus, SellerEvent>> decide)
    {
        var known = State.Answered(market, [id])[0];
        var decision = decide();
        var receipt = State.ReceiptOf(decision.Answer, known);
        await Keep(decision.Events);
        return receipt;
    }

    private Task Keep(ImmutableArray<SellerEvent> events)
    {
        NotePlace(State.PostingCount, Version);
        var durable = Commit(events);
        return _snapshots.AreDue(Version) ? KeepSnapshot(durable) : durable;
    }

    private async Task KeepSnapshot(Task durable)
    {
        await durable;
        await _snapshots.MakeReady();
        if (IsDurable) { await _snapshots.Keep(State, Version); }
    }

    // Most sellers have a short ledger that nobody is reading now.
    private void NotePlace(long postings, long version)
    {
        // While events wait, the version lags behind the state.
        if (!IsDurable) { return; }
        if (_pages is not null || postings >= LedgerPages.Spacing)
        {
            Pages.Note(postings, version);
        }
    }

    private MarketAllocation AllocationIn(string market)
    {
        var key = MarketKey.Parse(market);
        var limit = State.BaseOf(key);
        var total = State.AllocationIn(market);
        var held = new CubicFeet(total.Value - limit.Value);
        return new MarketAllocation(market, limit, held, total, State.NextBase(market));
    }

    private void CheckOwn(string seller)
    {
        if (seller != Seller)
        {
            throw new ArgumentException($"Seller '{Seller}' does not speak for '{seller}'.");
        }
    }

    private static void CheckMarket(string market, SalesReview review)
    {
        if (market != review.Market)
        {
            throw new ArgumentException($"The review is of '{review.Market}', not of '{market}'.");
        }
    }
}
