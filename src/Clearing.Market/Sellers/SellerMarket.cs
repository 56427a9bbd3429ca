using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

/// <summary>A seller's awards, sales and balances in one market.</summary>
internal sealed class SellerMarket(string key)
{
    private static readonly int Accounts = Enum.GetValues<LedgerAccount>().Length;

    private const int AccountsOfAwards = 2;
    private const int Few = 8;

    // The balances of all accounts, or of the first two while no other was posted to; awards post
    // only to these.
    private Int128[] _balances = [];

    // Made when many awards are to be found.
    private Dictionary<string, AwardAccount>? _byId;

    public string Key { get; } = key;

    /// <summary>Null until the market has told something.</summary>
    public MoneyTerms? Terms { get; set; }

    public int LastNoticeNumber { get; set; }

    public bool Settled { get; set; }

    public Money IncrementalSales { get; set; }

    /// <summary>Every report of sales by its id, oldest first.</summary>
    public OrderedDictionary<string, SalesRecord> Sales => field ??= new(StringComparer.Ordinal);

    /// <summary>The id of the last report of sales that counts; null before the first.</summary>
    public string? LastSalesReportId { get; set; }

    public CubicFeet? Used { get; set; }

    public Money Corrections { get; set; }

    /// <summary>Null in a market without lines.</summary>
    public DaySalesState? Days { get; set; }

    /// <summary>Null in a market whose months have no bill.</summary>
    public OverageState? Overage { get; set; }

    /// <summary>What money is computed with; null until something was told or billed.</summary>
    public MoneyTerms? MoneyTerms => Terms ?? Overage?.Terms;

    public List<AwardAccount> Awards { get; } = [];

    public Money Compensation { get; set; }

    public long Held => Awards.Sum(
        award => award.Granted.Volume.Value - award.Released - award.Curtailed);

    public Money Balance(LedgerAccount account) =>
        new((int)account < _balances.Length ? _balances[(int)account] : 0);

    public AwardAccount Find(string awardId) =>
        Known(awardId) ?? throw new KeyNotFoundException("No such award.");

    public bool Has(string awardId) => Known(awardId) is not null;

    public void Add(AwardAccount award)
    {
        if (Known(award.Granted.Id) is not null) { throw new ArgumentException("A second award."); }
        if (Awards.Count == 0) { Awards.Capacity = 1; }
        Awards.Add(award);
        if (Awards.Count == Few + 1)
        {
            _byId = Awards.ToDictionary(known => known.Granted.Id, StringComparer.Ordinal);
        }
        else { _byId?.Add(award.Granted.Id, award); }
    }

    public void Post(ImmutableArray<Posting> postings)
    {
        foreach (var posting in postings)
        {
            foreach (var line in posting.Lines)
            {
                BalanceOf((int)line.Account) += line.Amount.Minor;
            }
        }
    }

    public void Restore(ImmutableArray<Money> balances)
    {
        for (var account = 0; account < balances.Length; account++)
        {
            BalanceOf(account) = balances[account].Minor;
        }
    }

    /// <summary>What is owed; null while nothing was told or billed.</summary>
    /// <param name="seller">The seller.</param>
    /// <param name="told">The terms that the market tells just now; null for those known.</param>
    public Statement? Statement(string seller, MoneyTerms? told = null)
    {
        if ((told ?? MoneyTerms) is not { } terms) { return null; }
        var lines = Awards
            .Select(award => award.Line(terms))
            .OrderBy(line => line.Round).ThenBy(line => line.BidId, StringComparer.Ordinal)
            .ToImmutableArray();
        var charge = new Money(lines.Aggregate(Int128.Zero,
            (sum, line) => sum + line.Charge.Minor));
        var earned = CreditRule.Earned(IncrementalSales, terms);
        var cap = CreditRule.Cap(charge, terms);
        var applied = earned.CompareTo(cap) < 0 ? earned : cap;
        return new Statement(
            Key, seller, terms, Settled, lines, charge, IncrementalSales, earned, cap, applied,
            earned - applied, charge - applied - Compensation, Corrections,
            Days?.LateSales ?? Money.Zero, Overage?.Fees ?? Money.Zero, Compensation);
    }

    /// <summary>What would be owed with these incremental sales.</summary>
    public Money NetOf(Money sales)
    {
        var charge = Awards.Aggregate(
            Money.Zero, (sum, award) => sum + award.Line(Terms!).Charge);
        return charge - Compensation
            - Money.Min(CreditRule.Earned(sales, Terms!), CreditRule.Cap(charge, Terms!));
    }

    private ref Int128 BalanceOf(int account)
    {
        if (account >= _balances.Length)
        {
            Array.Resize(ref _balances, account < AccountsOfAwards ? AccountsOfAwards : Accounts);
        }
        return ref _balances[account];
    }

    private AwardAccount? Known(string awardId)
    {
        if (_byId is not null) { return _byId.GetValueOrDefault(awardId); }
        foreach (var award in Awards)
        {
            if (award.Granted.Id == awardId) { return award; }
        }
        return null;
    }
}

/// <summary>One award of a seller: its fee falls, its released volume grows.</summary>
internal sealed class AwardAccount(Award granted)
{
    public Award Granted { get; } = granted;

    public Fee CurrentFee { get; set; } = granted.RoundFee;

    public long Released { get; set; }

    public long Curtailed { get; set; }

    public StatementLine Line(MoneyTerms terms) =>
        ChargeRule.Line(Granted, CurrentFee, Released, Curtailed, terms);
}

/// <summary>What a seller's zone has billed of a market's months.</summary>
internal sealed class OverageState
{
    /// <summary>The number of the last charge accepted; 0 before the first.</summary>
    public int LastNumber { get; set; }

    /// <summary>The sum of bills and their corrections.</summary>
    public Money Fees { get; set; }

    /// <summary>The zone's currency.</summary>
    public MoneyTerms Terms { get; set; } = new("", 0, 0, 0);
}

/// <summary>What a seller's days have told of a market.</summary>
internal sealed class DaySalesState
{
    /// <summary>The number of the last hand-over accepted; 0 before the first.</summary>
    public int LastNumber { get; set; }

    /// <summary>Incremental sales that came after the settlement.</summary>
    public Money LateSales { get; set; }
}
