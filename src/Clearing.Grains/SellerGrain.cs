using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>One seller: its bids, allocations and credit ledger.</summary>
/// <remarks>
/// A bid is one fact and is written once, in its market's stream; the seller notes in its own
/// stream in which markets it takes part, what it was told, its sales and its postings.
/// </remarks>
[Reentrant]
public sealed class SellerGrain : EventSourcedGrain<SellerAccount, SellerEvent>, ISellerGrain,
    ISellerInbox
{
    /// <summary>The most bids in one call.</summary>
    public const int MaxBids = 10_000;

    private static readonly SnapshotPolicy Defaults = new();

    private readonly IGrainFactory _grains;
    private readonly SellerSnapshots _snapshots;
    private LedgerPages? _pages;

    /// <summary>A seller's activation; made by Orleans.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="clock">The process's clock.</param>
    /// <param name="grains">Where markets are.</param>
    /// <param name="stored">The snapshot in grain storage.</param>
    /// <param name="policy">When to store a snapshot; null for the defaults.</param>
    /// <param name="quota">How much the seller may keep; null for the defaults.</param>
    public SellerGrain(
        IGrainContext context,
        SealedJournal journal,
        TimeProvider clock,
        IGrainFactory grains,
        [PersistentState("seller", "clearing")] IPersistentState<StoredSnapshot> stored,
        SnapshotPolicy? policy = null,
        SellerQuota? quota = null)
        : base(context, journal, Codecs.Seller, clock)
    {
        _grains = grains;
        Stream = Streams.OfSeller(Seller);
        _snapshots = new SellerSnapshots(stored, Log, policy ?? Defaults, quota ?? new());
    }

    /// <inheritdoc/>
    protected override string Stream { get; }

    private string Seller => Key;

    private LedgerPages Pages => _pages ??= new LedgerPages(Log);

    /// <inheritdoc/>
    public async Task<BidReceipt> Place(string market, Bid bid) =>
        (await PlaceMany(market, [bid]))[0];

    /// <inheritdoc/>
    public async Task<ImmutableArray<BidReceipt>> PlaceMany(
        string market, ImmutableArray<Bid> bids)
    {
        CheckBids(bids);
        if (!MarketKey.TryParse(market, out var key))
        {
            return [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.MarketUnknown, 0))];
        }
        var receipts = await Round(market).Place(bids, State.BaseOf(key));
        if (receipts.Any(receipt => receipt.Status == BidStatus.Accepted))
        {
            await Commit(State.Join(market));
        }
        return receipts;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Check(string market, ImmutableArray<Bid> bids)
    {
        CheckBids(bids);
        return MarketKey.TryParse(market, out var key)
            ? Round(market).Check(bids, State.BaseOf(key))
            : Task.FromResult<ImmutableArray<BidReceipt>>(
                [.. bids.Select(bid => new BidReceipt(bid.Id, BidStatus.MarketUnknown, 0))]);
    }

    /// <inheritdoc/>
    public Task<AmendStatus> Amend(string market, Amendment amendment)
    {
        CheckOwn(amendment.Seller);
        return Round(market).Amend(amendment);
    }

    /// <inheritdoc/>
    public Task<CancelStatus> Cancel(string market, Cancellation cancellation)
    {
        CheckOwn(cancellation.Seller);
        return Round(market).Cancel(cancellation);
    }

    /// <inheritdoc/>
    public Task<RelinquishStatus> Relinquish(string market, Relinquishment relinquishment)
    {
        CheckOwn(relinquishment.Seller);
        return Round(market).Relinquish(relinquishment);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidView>> Bids(string market) => Round(market).BidsOf(Seller);

    /// <inheritdoc/>
    public Task<BidProof?> Proof(string market, int round, long after, int most) =>
        Round(market).Proof(Seller, round, after, most);

    /// <inheritdoc/>
    public async Task<ReportStatus> ReportSales(SalesReport report)
    {
        var source = State.CreditsFrom(report.Market)
            ?? (State.Markets.Contains(report.Market)
                ? await Round(report.Market).CreditsFrom()
                : null);
        return await Decide(State.Report(report, source ?? CreditSource.Report));
    }

    /// <inheritdoc/>
    public Task<ReportStatus> ReportUse(UseReport report) => Decide(State.Report(report));

    /// <inheritdoc/>
    public Task<ReportStatus> Correct(Correction correction) => Decide(State.Correct(correction));

    /// <inheritdoc/>
    public Task SetBase(BaseAllocation allocation) => Keep(State.SetBase(allocation));

    /// <inheritdoc/>
    public Task Accept(Notice notice)
    {
        CheckOwn(notice.Seller);
        return Keep(State.Accept(notice));
    }

    /// <inheritdoc/>
    public async Task AcceptSales(ImmutableArray<DaySales> sales)
    {
        var durable = Durable();
        foreach (var sold in sales) { durable = Keep(State.Accept(sold)); }
        await durable;
    }

    /// <inheritdoc/>
    public Task AcceptOverage(OverageCharge charge) => Keep(State.Accept(charge));

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
        var statement = State.Statement(market);
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
    public async Task<ImmutableArray<LedgerEntry>> Ledger(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        // Not what another activation may have posted since: that can be in a market unknown here.
        var known = await PostingCount();
        if (after >= known) { return []; }
        var page = await Pages.Read(after, (int)Math.Min(most, known - after));
        return [.. page.Select(
            entry => entry with { Terms = State.TermsIn(entry.Posting.Market) })];
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
    protected override async ValueTask<SellerAccount> Start(CancellationToken cancellationToken)
    {
        var account = await _snapshots.Load(Seller, cancellationToken);
        NotePlace(account.PostingCount, Version);
        return account;
    }

    /// <inheritdoc/>
    protected override void Apply(SellerAccount onto, SellerEvent happened) => onto.Apply(happened);

    private async Task<ReportStatus> Decide(Decision<ReportStatus, SellerEvent> decision)
    {
        await Keep(decision.Events);
        return decision.Answer;
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

    // Most sellers have a short ledger, and nobody reads it just now.
    private void NotePlace(long postings, long version)
    {
        // While events wait, the version is not yet that of the state.
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

    private IRoundBook Round(string market) => _grains.GetGrain<IRoundBook>(market);

    private void CheckBids(ImmutableArray<Bid> bids)
    {
        if (bids.IsDefault || bids.Length is < 1 or > MaxBids)
        {
            throw new ArgumentException(
                $"A call places 1 to {MaxBids} bids, not {(bids.IsDefault ? 0 : bids.Length)}.",
                nameof(bids));
        }
        foreach (var bid in bids) { CheckOwn(bid.Seller); }
    }

    private void CheckOwn(string seller)
    {
        if (seller != Seller)
        {
            throw new ArgumentException($"Seller '{Seller}' does not speak for '{seller}'.");
        }
    }
}
