using System.Collections.Immutable;
using System.Globalization;

namespace Clearing.Market.Tests;

/// <summary>A market and its sellers, driven as grains do: decide, apply, tell.</summary>
internal sealed class TestMarket
{
    public const string Key = "us-east/standard/2026-Q4";

    private readonly SortedDictionary<string, SellerAccount> _sellers = new(StringComparer.Ordinal);
    private int _commands;

    private readonly SellerQuota? _quota;

    public TestMarket(MarketConfig? config = null, SellerQuota? quota = null)
    {
        Market = new CapacityMarket(Key) { Quota = _quota = quota };
        Assert.Equal(OpenStatus.Opened, Do(Market.Open(config ?? new MarketConfig())));
    }

    public CapacityMarket Market { get; }

    public List<MarketEvent> Events { get; } = [];

    public List<Posting> Postings { get; } = [];

    public IReadOnlyDictionary<string, SellerAccount> Sellers => _sellers;

    public BidStatus Bid(
        string id, string seller, long fee, long volume, long min = 0,
        TimeInForce timeInForce = TimeInForce.Period, long? cap = null) =>
        Place(new Bid(id, seller, new Fee(fee), new CubicFeet(volume), new CubicFeet(min),
            timeInForce), cap)
            .Status;

    public BidReceipt Place(Bid bid, long? cap = null) =>
        Do(Market.Place([bid], cap is { } most ? new CubicFeet(most) : null))[0];

    public AmendStatus Amend(
        string bid, string seller, long? fee = null, long? volume = null, long? min = null,
        TimeInForce? timeInForce = null, string? id = null) =>
        Do(Market.Amend(new Amendment(
            id ?? NextId(), bid, seller, fee is { } f ? new Fee(f) : null, Volume(volume),
            Volume(min), timeInForce)));

    public CancelStatus Cancel(string bid, string seller, string? id = null) =>
        Do(Market.Cancel(new Cancellation(id ?? NextId(), bid, seller)));

    public RelinquishStatus Relinquish(string award, string seller, long volume,
        string? id = null) =>
        Do(Market.Relinquish(new Relinquishment(id ?? NextId(), award, seller,
            new CubicFeet(volume))));

    public CapacityStatus Add(long delta, string? id = null) =>
        Do(Market.ChangeCapacity(new CapacityChange(id ?? NextId(), new CubicFeet(delta))));

    /// <summary>The nonce that a round gets.</summary>
    public static RoundNonce Nonce(int round) => RoundNonce.OfReplay(Key, round);

    public CloseStatus Close(int round) => Do(Market.Close(round, Nonce(round)));

    public ClearStatus Clear(int round, long delta = 0, long reserve = 0) =>
        Do(Market.Clear(new RoundTerms(round, new CubicFeet(delta), new Fee(reserve)), Nonce(round)));

    /// <summary>Clears a round that must clear, and gives its report.</summary>
    public RoundReport Cleared(int round, long delta = 0, long reserve = 0)
    {
        Assert.Equal(ClearStatus.Cleared, Clear(round, delta, reserve));
        return Market.Round(round)!;
    }

    /// <summary>Bid and volume of the awards of a round, as <c>A:100 B:50</c>.</summary>
    public string Won(int round) => string.Join(' ', Market.Awards(round, 0, int.MaxValue)
        .Select(award => string.Create(CultureInfo.InvariantCulture,
            $"{award.BidId}:{award.Volume.Value}")));

    public BidView View(string seller, string bid) =>
        Market.BidsOf(seller).Single(view => view.Bid.Id == bid);

    public SellerAccount Seller(string id)
    {
        if (!_sellers.TryGetValue(id, out var seller))
        {
            seller = new SellerAccount(id) { Quota = _quota };
            _sellers.Add(id, seller);
        }
        return seller;
    }

    public ReportStatus Sales(string seller, long incremental, string? id = null)
    {
        var account = Seller(seller);
        Keep(account, account.Join(Key));
        var (status, events) = account.Report(
            new SalesReport(id ?? NextId(), Key, new Money(incremental)));
        Keep(account, events);
        return status;
    }

    /// <summary>Sends every seller all notices that are due.</summary>
    public void TellAll()
    {
        while (Market.UntoldCount > 0) { TellOnce(); }
    }

    /// <summary>Sends every seller its earliest notice that is due.</summary>
    public void TellOnce()
    {
        var notices = Market.Untold(int.MaxValue, ImmutableHashSet<string>.Empty);
        foreach (var notice in notices)
        {
            Keep(Seller(notice.Seller), Seller(notice.Seller).Accept(notice));
        }
        Do(Market.Told(notices));
    }

    public TAnswer Do<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        Do(decision.Events);
        return decision.Answer;
    }

    public void Do(ImmutableArray<MarketEvent> events)
    {
        foreach (var happened in events)
        {
            Market.Apply(happened);
            Events.Add(happened);
        }
    }

    /// <summary>Lets events happen at a time, as the market's grain notes it.</summary>
    public void DoAt(DateTimeOffset at, ImmutableArray<MarketEvent> events) => Do(
    [
        .. events.Select(happened => happened switch
        {
            RoundClosed closed => closed with { At = at },
            RoundCleared cleared => cleared with { At = at },
            RoundProvisional provisional => provisional with { At = at },
            RoundVoided voided => voided with { At = at },
            VolumeCurtailed cut => cut with { At = at },
            _ => happened,
        }),
    ]);

    public void Keep(SellerAccount account, ImmutableArray<SellerEvent> events)
    {
        foreach (var happened in events)
        {
            account.Apply(happened);
            Postings.AddRange(happened switch
            {
                NoticeAccepted accepted => accepted.Postings,
                SalesReported sales => sales.Postings,
                SalesReviewed reviewed => reviewed.Postings,
                Corrected corrected => [corrected.Posting],
                _ => [],
            });
        }
    }

    private string NextId() =>
        string.Create(CultureInfo.InvariantCulture, $"command-{++_commands}");

    private static CubicFeet? Volume(long? volume) => volume is { } v ? new CubicFeet(v) : null;
}
