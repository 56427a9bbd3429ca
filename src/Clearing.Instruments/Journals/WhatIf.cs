namespace Clearing.Instruments.Journals;

/// <summary>A seller's own bid with another fee or volume; all other bids held fixed.</summary>
/// <param name="Market">The market.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Seller">Its seller.</param>
/// <param name="Config">The market's rules.</param>
/// <param name="Old">What it got.</param>
/// <param name="New">What it would have got; null if the public results do not tell.</param>
/// <param name="LeastWinningFee">
/// The least fee at which it would have got volume, micros; null if no fee would. While bids are
/// sealed, the least fee that the public results show to be enough.
/// </param>
/// <param name="Sales">
/// The seller's own sales in this market, minor units, and the cubic feet that it was granted; null
/// if it reported none or was granted nothing.
/// </param>
/// <param name="NotApplicable">Its later changes, which are left out, and other commands that
/// could not be repeated.</param>
public sealed record WhatIf(
    string Market, string Bid, string Seller, MarketConfig Config, WhatIfOutcome Old,
    WhatIfOutcome? New, long? LeastWinningFee, (Int128 Minor, Int128 Volume)? Sales,
    int NotApplicable)
{
    /// <summary>The caveat that goes with every result.</summary>
    public const string Caution =
        "Bids held fixed: all other bids are as they were, and so are all later rounds' bids.";

    /// <summary>The part of the seller's own average sales, ppm, that is shown too.</summary>
    public const int LowerSalesPpm = 600_000;

    /// <summary>All of the seller's average sales, ppm.</summary>
    public const int Whole = 1_000_000;

    private const int Million = Whole;

    /// <summary>
    /// The seller's own sales for each cubic foot, minor units, rounded down; null without sales.
    /// </summary>
    public Int128? SalesPerCubicFoot => Sales is { } sales
        ? Floor(sales.Minor, sales.Volume)
        : null;

    /// <summary>
    /// Sales per cubic foot, minor units, rounded up, at which credits pay the highest final fee;
    /// null without volume, or where credits never pay a whole charge.
    /// </summary>
    public Int128? BreakEvenSales
    {
        get
        {
            if (New is not { Awards.Count: > 0 } || Config.CreditRatePpm == 0
                || Config.CreditCapPpm < Million)
            {
                return null;
            }
            var fee = (Int128)New.Awards.Max(award => award.FinalFee) * Million;
            var each = ChargeRule.MicrosPerMinor(Config.MinorExponent) * Config.CreditRatePpm;
            return (fee + each - 1) / each;
        }
    }

    /// <summary>
    /// The credit that sales from the granted volume would earn at a part of the seller's own
    /// average, at most what may be offset; minor units, rounded down; null without sales.
    /// </summary>
    /// <param name="outcome">The volume and its charge.</param>
    /// <param name="partPpm">The part of the average, per million.</param>
    public Int128? Credit(WhatIfOutcome outcome, int partPpm)
    {
        if (Sales is not { } sales) { return null; }
        var terms = new MoneyTerms(
            Config.Currency, Config.MinorExponent, Config.CreditRatePpm, Config.CreditCapPpm);
        var sold = Int128.Max(0, sales.Minor) * outcome.Volume / sales.Volume;
        var earned = CreditRule.Earned(new Money(sold / Million * partPpm
            + (sold % Million * partPpm / Million)), terms);
        return Money.Min(earned, CreditRule.Cap(new Money(outcome.Charge), terms)).Minor;
    }

    /// <summary>Asks what a bid would have got, by replaying the market's journal.</summary>
    /// <remarks>
    /// The answer tells of single bids of others, so it is for those who may see the closed book.
    /// </remarks>
    /// <param name="history">What happened in its market.</param>
    /// <param name="bidId">The bid.</param>
    /// <param name="fee">Another max fee; null for its own.</param>
    /// <param name="volume">Another max volume; null for its own.</param>
    /// <param name="seller">Whose bid; null for anyone's.</param>
    /// <exception cref="HistoryException">
    /// There is no such bid, no round with it is cleared yet, or the market would refuse the other
    /// bid.
    /// </exception>
    public static WhatIf Ask(
        MarketHistory history, string bidId, Fee? fee, CubicFeet? volume, string? seller = null)
    {
        var (bid, changed) = BidQuestion.Of(history, bidId, seller, fee, volume);
        var old = PlayedMarket.Recorded(history);
        var other = BidQuestion.Play(history, bid, changed);
        if (other.Refusal is { } refusal)
        {
            throw new BidRefusedException(refusal, $"--bid {bidId}: the market would refuse it");
        }
        return new(
            history.Market, bidId, bid.Seller, history.Config, WhatIfOutcome.Of(old, bid),
            WhatIfOutcome.Of(other, changed), BidQuestion.LeastWinning(history, bid, changed),
            SalesOf(history, old, bid), other.NotApplicable);
    }

    /// <summary>Answers while losing bids are sealed, from what the seller may know.</summary>
    /// <remarks>It says what the bid got, and which fee would surely have been enough.</remarks>
    /// <param name="market">The market.</param>
    /// <param name="config">Its rules.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="bid">The seller's bid as it stands.</param>
    /// <param name="rounds">The market's cleared rounds.</param>
    /// <param name="statement">The seller's statement; null if it has none.</param>
    public static WhatIf Public(
        string market, MarketConfig config, string seller, BidView bid,
        IEnumerable<RoundReport> rounds, Statement? statement)
    {
        var old = WhatIfOutcome.Of(statement, bid.Bid);
        var granted = statement?.Awards.Total(line => line.Granted.Value) ?? 0;
        return new(
            market, bid.Bid.Id, seller, config, old, null,
            BidQuestion.SurelyWinning(config, bid, rounds, statement),
            granted > 0 && statement!.IncrementalSales is { Minor: var sold } && sold != 0
                ? (sold, granted)
                : null,
            0);
    }

    /// <summary>A bid with another fee or volume, and at most that min volume.</summary>
    /// <param name="bid">The bid.</param>
    /// <param name="fee">Another max fee; null for its own.</param>
    /// <param name="volume">Another max volume; null for its own.</param>
    public static Bid Changed(Bid bid, Fee? fee, CubicFeet? volume)
    {
        var max = volume ?? bid.MaxVolume;
        return bid with
        {
            MaxFee = fee ?? bid.MaxFee,
            MaxVolume = max,
            MinVolume = bid.MinVolume.Value > max.Value ? max : bid.MinVolume,
        };
    }

    /// <summary>Why a market would refuse a bid; null if it would take it.</summary>
    /// <param name="bid">The bid.</param>
    /// <param name="config">The market's rules.</param>
    public static BidReceipt? Refusal(Bid bid, MarketConfig config) =>
        BidQuestion.Refusal(bid, config);

    /// <summary>The bid as it was placed; null if the market has no bid with that id.</summary>
    /// <param name="history">What happened in the market.</param>
    /// <param name="bidId">The bid.</param>
    /// <param name="seller">Whose bid; null for anyone's.</param>
    public static Bid? Find(MarketHistory history, string bidId, string? seller = null) =>
        history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids).FirstOrDefault(
            bid => bid.Id == bidId && (seller is null || bid.Seller == seller));

    /// <summary>The sellers that placed a bid with that id, each once.</summary>
    /// <param name="history">What happened in the market.</param>
    /// <param name="bidId">The bid.</param>
    public static IEnumerable<string> SellersOf(MarketHistory history, string bidId) =>
        history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids)
            .Where(bid => bid.Id == bidId).Select(bid => bid.Seller)
            .Distinct(StringComparer.Ordinal);

    private static (Int128 Minor, Int128 Volume)? SalesOf(
        MarketHistory history, PlayedMarket played, Bid bid)
    {
        var granted = played.StatementOf(bid.Seller)?.Awards
            .Total(line => line.Granted.Value) ?? 0;
        return granted > 0 && history.Sales.TryGetValue(bid.Seller, out var sales)
            ? (sales.Minor, granted)
            : null;
    }

    private static Int128 Floor(Int128 amount, Int128 volume) =>
        amount >= 0 ? amount / volume : -((-amount + volume - 1) / volume);
}
