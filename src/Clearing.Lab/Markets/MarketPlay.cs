namespace Clearing.Lab.Markets;

/// <summary>Plays a market's rounds: the product's clearing, and the fees of each rule.</summary>
/// <remarks>Reused from market to market; not for concurrent use.</remarks>
public sealed class MarketPlay
{
    private readonly ClearingWorkspace _workspace = new();
    private readonly List<(int Award, long Volume)> _offers = [];
    private PlayedAward[] _awards = new PlayedAward[256];
    private long[] _wants = [];
    private int _count;
    private long _pool;

    /// <summary>The fee of each round, micros per cubic foot; -1 if nothing was granted.</summary>
    public long[] RoundFees { get; private set; } = [];

    /// <summary>
    /// The fee to which each round lowered earlier awards, micros per cubic foot; -1 if it lowered
    /// none.
    /// </summary>
    /// <remarks>A rule that lowers each award to a fee of its own leaves this empty.</remarks>
    public long[] RepricingFees { get; private set; } = [];

    /// <summary>The awards, by round and then sequence.</summary>
    public Span<PlayedAward> Awards => _awards.AsSpan(0, _count);

    /// <summary>Plays all rounds.</summary>
    /// <param name="sheet">The bids.</param>
    /// <param name="capacity">What joins the pool in each round, cubic feet.</param>
    /// <param name="rules">The rules.</param>
    public void Run(BidSheet sheet, ReadOnlySpan<long> capacity, in PlayRules rules)
    {
        Begin(sheet, capacity.Length);
        for (var round = 1; round <= capacity.Length; round++)
        {
            Clear(sheet, round, capacity[round - 1], rules);
        }
    }

    /// <summary>Empties the market and loads its bids.</summary>
    /// <param name="sheet">The bids.</param>
    /// <param name="rounds">How many rounds will be cleared.</param>
    public void Begin(BidSheet sheet, int rounds)
    {
        if (_wants.Length < sheet.MaxFee.Length) { _wants = new long[sheet.MaxFee.Length]; }
        sheet.Volume.AsSpan(0, sheet.Rows).CopyTo(_wants);
        if (RoundFees.Length != rounds)
        {
            (RoundFees, RepricingFees) = (new long[rounds], new long[rounds]);
        }
        Array.Fill(RoundFees, -1);
        Array.Fill(RepricingFees, -1);
        _offers.Clear();
        (_count, _pool) = (0, 0);
    }

    /// <summary>Offers volume of an award back; it is granted in the next rounds.</summary>
    /// <param name="award">The place of the award in <see cref="Awards"/>.</param>
    /// <param name="volume">Cubic feet, at most what it is liable for.</param>
    public void Relinquish(int award, long volume) => _offers.Add((award, volume));

    /// <summary>Clears one round.</summary>
    /// <param name="sheet">The bids that the play began with.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="capacity">What joins the pool, cubic feet.</param>
    /// <param name="rules">The rules.</param>
    public void Clear(BidSheet sheet, int round, long capacity, in PlayRules rules)
    {
        _pool += capacity;
        var offered = 0L;
        foreach (var offer in _offers) { offered += offer.Volume; }
        var rows = sheet.RowsThrough(round);
        var available = Math.Max(0, _pool + offered);
        if (available == 0 || rows == 0) { return; }
        var outcome = ClearRows(sheet, rows, available, rules);
        if (outcome.Granted == 0) { return; }
        var from = _count;
        Grant(rows, round);
        var fresh = Math.Min(outcome.Granted, Math.Max(0, _pool));
        _pool -= fresh;
        TakeOffers(outcome.Granted - fresh);
        Price(sheet, from, round, fresh, outcome, rules);
    }

    private ClearingOutcome ClearRows(
        BidSheet sheet, int rows, long available, in PlayRules rules)
    {
        var columns = new ClearingColumns
        {
            MaxFee = sheet.MaxFee.AsSpan(0, rows),
            Want = _wants.AsSpan(0, rows),
            Need = [],
            Seller = [],
            SellerEnds = null,
        };
        var pricing = rules.Fee == FeeRule.HighestRejected
            ? PricingRule.HighestRejected
            : PricingRule.LowestGranted;
        var terms = new ClearingTerms(
            available, rules.Reserve, Lot: 1, TieRule.TimePriority, pricing);
        return ClearingCore.Clear(columns, terms, null, _workspace);
    }

    private void Grant(int rows, int round)
    {
        var granted = _workspace.Granted;
        if (_awards.Length < _count + rows) { Array.Resize(ref _awards, 2 * (_count + rows)); }
        for (var row = 0; row < rows; row++)
        {
            if (granted[row] == 0) { continue; }
            _wants[row] -= granted[row];
            _awards[_count++] = new() { Row = row, Round = round, Volume = granted[row] };
        }
    }

    private void TakeOffers(long volume)
    {
        while (volume > 0)
        {
            var (award, offered) = _offers[0];
            var taken = Math.Min(offered, volume);
            _awards[award].Released += taken;
            volume -= taken;
            if (taken == offered) { _offers.RemoveAt(0); }
            else { _offers[0] = (award, offered - taken); }
        }
    }

    private void Price(
        BidSheet sheet, int from, int round, long fresh, in ClearingOutcome outcome,
        in PlayRules rules)
    {
        var awards = _awards.AsSpan(from, _count - from);
        var fee = rules.Fee == FeeRule.Depth
            ? FeeBehind(sheet, outcome, outcome.Granted, 0, rules.SupportPpm)!.Value
            : outcome.RoundFee!.Value;
        RoundFees[round - 1] = fee;
        foreach (ref var award in awards)
        {
            var max = sheet.MaxFee[award.Row];
            award.RoundFee = rules.Fee switch
            {
                FeeRule.PayAsBid => max,
                FeeRule.Depth => Math.Min(max, fee),
                _ => fee,
            };
            award.FinalFee = award.RoundFee;
        }
        if (rules.Repricing == Repricing.OthersOnly) { RepriceByOthers(sheet, from); }
        else if (RepricingFee(sheet, fresh, outcome, fee, rules) is { } to)
        {
            RepricingFees[round - 1] = to;
            Reprice(from, to);
        }
    }

    private long? RepricingFee(
        BidSheet sheet, long fresh, in ClearingOutcome outcome, long fee, in PlayRules rules) =>
        rules.Repricing switch
        {
            Repricing.None => null,
            Repricing.AsBuilt => fee,
            Repricing.Guard => outcome.Granted >= rules.MinVolume ? fee : null,
            Repricing.Depth => FeeBehind(sheet, outcome, outcome.Granted, 0, rules.SupportPpm),
            _ => FeeBehind(sheet, outcome, fresh, rules.MinVolume, rules.SupportPpm),
        };

    /// <summary>The fee that enough volume stands behind, by rule 8 of the product.</summary>
    private long? FeeBehind(
        BidSheet sheet, in ClearingOutcome outcome, long volume, long least, int ppm) =>
        RepricingRule.Fee(
            outcome, sheet.MaxFee.AsSpan(0, _workspace.Rows), _workspace, volume,
            RepricingRule.Support(volume, least, ppm));

    private void Reprice(int earlier, long to)
    {
        foreach (ref var award in _awards.AsSpan(0, earlier))
        {
            award.FinalFee = Math.Min(award.FinalFee, to);
        }
    }

    private void RepriceByOthers(BidSheet sheet, int earlier)
    {
        foreach (ref var award in _awards.AsSpan(0, earlier))
        {
            var seller = sheet.Block[award.Row] >> 1;
            for (var other = earlier; other < _count; other++)
            {
                var row = _awards[other].Row;
                if (sheet.Block[row] >> 1 == seller) { continue; }
                award.FinalFee = Math.Min(award.FinalFee, sheet.MaxFee[row]);
            }
        }
    }
}
