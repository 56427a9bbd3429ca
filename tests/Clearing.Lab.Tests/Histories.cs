using Clearing.Instruments.Journals;

namespace Clearing.Lab.Tests;

/// <summary>Makes a market's history as its grain would have recorded it.</summary>
internal sealed class Histories
{
    private readonly CapacityMarket _market = new("us-east/standard/2026-Q4");
    private readonly List<MarketEvent> _events = [];
    private readonly Dictionary<string, Money> _sales = [];

    internal Histories(MarketConfig? config = null) =>
        Record(_market.Open(config ?? new MarketConfig()));

    internal MarketHistory History => new(_market.Key, _events, _sales);

    /// <summary>One large seller, another one, and a late one; space is left over.</summary>
    internal static Histories SlackMarket(MarketConfig? config = null)
    {
        var slack = new Histories(config);
        slack.Bid("big-1", "big", 6_000_000, 1000);
        slack.Bid("o-1", "other", 5_000_000, 500);
        slack.Clear(1, 1500);
        slack.Bid("o-2", "late", 4_000_000, 300);
        return slack;
    }

    internal Histories Bid(string id, string seller, long fee, long volume)
    {
        var placed = _market.Place([new Bid(id, seller, new Fee(fee), new CubicFeet(volume))]);
        Assert.Equal(BidStatus.Accepted, placed.Answer[0].Status);
        Apply(placed.Events);
        return this;
    }

    internal Histories Clear(int round, long capacity)
    {
        Record(_market.Clear(
            new RoundTerms(round, new CubicFeet(capacity)),
            RoundNonce.OfReplay(_market.Key, round)));
        return this;
    }

    /// <summary>Adds what a command of the market decided.</summary>
    internal Histories Do(Func<CapacityMarket, IEnumerable<MarketEvent>> command)
    {
        // A window is counted from the time of its result, which the grain adds.
        Apply([.. command(_market).Select(happened => happened is RoundProvisional provisional
            ? provisional with { At = DateTimeOffset.UnixEpoch }
            : happened)]);
        return this;
    }

    internal Histories GiveBack(string award, string seller, long volume)
    {
        Record(_market.Relinquish(
            new Relinquishment($"back-{award}", award, seller, new CubicFeet(volume))));
        return this;
    }

    internal Histories Sold(string seller, Int128 minor)
    {
        _sales[seller] = new Money(minor);
        return this;
    }

    private void Record<TStatus>(Decision<TStatus, MarketEvent> decision)
        where TStatus : struct, Enum
    {
        Assert.Equal(default, decision.Answer);
        Apply(decision.Events);
    }

    private void Apply(IEnumerable<MarketEvent> events)
    {
        foreach (var happened in events)
        {
            _market.Apply(happened);
            _events.Add(happened);
        }
    }
}
