namespace Clearing.SampleMarkets;

/// <summary>The life of one sample market.</summary>
internal sealed class SampleLife(IGrainFactory grains, string key, SampleRegion region, string type)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private readonly HashSet<string> _winners = [];

    private IRoundGrain Grain => grains.GetGrain<IRoundGrain>(key);

    private Fee Reserve => new((type == "standard" ? 1_500_000 : 500_000) * region.FeeFactor);

    public async Task Open() => Demand(
        await Grain.Open(new MarketConfig
        {
            Currency = region.Currency,
            MinorExponent = region.MinorExponent,
            Tick = new Fee(10_000 * region.FeeFactor),
        }),
        OpenStatus.Opened);

    /// <summary>Places bids of many sellers, each seller's in one call.</summary>
    public async Task Bid(IEnumerable<Bid> bids)
    {
        foreach (var seller in bids.GroupBy(bid => bid.Seller))
        {
            var receipts = await grains.GetGrain<ISellerGrain>(seller.Key).PlaceMany(
                key,
                [.. seller.Select(bid => bid with { MaxFee = new Fee(bid.MaxFee.Micros * region.FeeFactor) })]);
            foreach (var receipt in receipts) { Demand(receipt.Status, BidStatus.Accepted); }
        }
    }

    public async Task Round(RoundTerms terms, IEnumerable<Bid> bids)
    {
        await Bid(bids);
        // The first round of a market has something to grant.
        var delta = terms.Round == 1
            ? Math.Max(terms.CapacityDelta.Value, 3_000)
            : terms.CapacityDelta.Value;
        var receipt = await Grain.Clear(new RoundTerms(terms.Round, new CubicFeet(delta), Reserve));
        Demand(receipt.Status, ClearStatus.Cleared);
        foreach (var award in await Grain.Awards(terms.Round, 0, int.MaxValue))
        {
            _winners.Add(award.Seller);
        }
        await Told();
    }

    /// <summary>Puts three rounds in the calendar and adds space for the first.</summary>
    public async Task Plan(int cleared, DateTimeOffset first, int hours, CubicFeet space)
    {
        for (var ahead = 1; ahead <= 3; ahead++)
        {
            var closesAt = first.AddHours((ahead - 1) * hours);
            Demand(
                await Grain.Schedule(new ScheduledRound(
                    new RoundTerms(cleared + ahead, default, Reserve),
                    new DateTimeOffset(closesAt.Ticks - closesAt.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero))),
                ScheduleStatus.Scheduled);
        }
        Demand(
            await Grain.ChangeCapacity(new CapacityChange(
                "growth", new CubicFeet(Math.Max(600, Math.Abs(space.Value))))),
            CapacityStatus.Changed);
    }

    /// <summary>Sales of all winners, then the end of the period.</summary>
    public async Task Settle()
    {
        foreach (var seller in _winners)
        {
            var grain = grains.GetGrain<ISellerGrain>(seller);
            var statement = await grain.Statement(key);
            var sales = new Money((statement?.Charge.Minor ?? 0) * (seller[^1] % 10));
            Demand(
                await grain.ReportSales(new SalesReport($"{key}-sales", key, sales)),
                ReportStatus.Recorded);
        }
        Demand(await Grain.Settle(), SettleStatus.Settled);
        await Told();
    }

    private async Task Told()
    {
        while ((await Grain.Report()).Untold > 0) { await Task.Delay(BetweenLooks); }
    }

    private void Demand<TStatus>(TStatus status, TStatus done)
        where TStatus : struct, Enum =>
        SampleException.ThrowUnless(key, status, done);
}
