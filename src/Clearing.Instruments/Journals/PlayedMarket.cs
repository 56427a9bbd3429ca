using System.Collections.Immutable;

namespace Clearing.Instruments.Journals;

/// <summary>A market after its events, and what its sellers owe.</summary>
public sealed class PlayedMarket
{
    private static readonly ImmutableHashSet<string> Nobody = [];

    private readonly SortedDictionary<string, SellerAccount> _accounts =
        new(StringComparer.Ordinal);

    private PlayedMarket(CapacityMarket market, MarketHistory history)
    {
        Market = market;
        Tell();
        foreach (var (seller, sales) in history.Sales) { Report(seller, sales); }
    }

    /// <summary>The market.</summary>
    public CapacityMarket Market { get; }

    /// <summary>Commands of the journal that could not be repeated under other rules.</summary>
    public int NotApplicable { get; private init; }

    /// <summary>Why the market refuses the changed bid; null if it takes it.</summary>
    public BidReceipt? Refusal { get; private init; }

    /// <summary>The statements of sellers that hold an award, by their ids.</summary>
    public IReadOnlyDictionary<string, Statement> Statements => _accounts.Values
        .Select(account => account.Statement(Market.Key))
        .OfType<Statement>()
        .Where(statement => statement.Awards.Length > 0)
        .ToDictionary(statement => statement.Seller, StringComparer.Ordinal);

    /// <summary>The statement of a seller; null if it holds no award.</summary>
    /// <param name="seller">The seller.</param>
    public Statement? StatementOf(string seller) =>
        _accounts.TryGetValue(seller, out var account)
            && account.Statement(Market.Key) is { Awards.Length: > 0 } statement
                ? statement
                : null;

    /// <summary>The market as it was recorded.</summary>
    public static PlayedMarket Recorded(MarketHistory history) => new(Fold(history), history);

    /// <summary>The market alone, as it was recorded, without its sellers' accounts.</summary>
    internal static CapacityMarket Fold(MarketHistory history)
    {
        var market = new CapacityMarket(history.Market);
        foreach (var happened in history.Events.Where(IsOfRounds)) { market.Apply(happened); }
        return market;
    }

    /// <summary>The market with the same bids under other rules.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="changes">The other rules.</param>
    /// <param name="bid">Changes a bid before it is placed; null for none.</param>
    /// <exception cref="HistoryException">The rules contradict each other.</exception>
    public static PlayedMarket Replayed(
        MarketHistory history, RuleChanges changes, Func<Bid, Bid>? bid = null)
    {
        var replay = new HistoryReplay(history, changes, bid);
        replay.Run();
        return new(replay.Market, history) 
        {
            NotApplicable = replay.NotApplicable,
            Refusal = replay.Refusal,
        };
    }

    // The sellers are notified here, so that the statements of both plays come about in the same
    // way.
    private static bool IsOfRounds(MarketEvent happened) =>
        happened is not (NoticesAccepted or BidsInspected or MarketSettled);

    private void Tell()
    {
        while (Market.UntoldCount > 0)
        {
            var notices = Market.Untold(Market.UntoldCount, Nobody);
            foreach (var notice in notices)
            {
                var account = AccountOf(notice.Seller);
                foreach (var accepted in account.Accept(notice)) { account.Apply(accepted); }
            }
            foreach (var told in Market.Told(notices)) { Market.Apply(told); }
        }
    }

    // As one hand-over, which every account takes: a report is refused where credits come from days,
    // and above what one report may be.
    private void Report(string seller, Money sales)
    {
        if (sales == Money.Zero) { return; }
        var account = AccountOf(seller);
        var all = new DaySales(Market.Key, 1, "sales", [new DaySale(DateOnly.MinValue, 1, sales)]);
        foreach (var accepted in account.Accept(all)) { account.Apply(accepted); }
    }

    private SellerAccount AccountOf(string seller)
    {
        if (_accounts.TryGetValue(seller, out var known)) { return known; }
        var account = new SellerAccount(seller);
        foreach (var joined in account.Join(Market.Key)) { account.Apply(joined); }
        _accounts.Add(seller, account);
        return account;
    }
}
