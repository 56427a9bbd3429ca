using System.Globalization;

namespace Clearing.Market.Tests;

/// <summary>Random commands from one seed, good and bad ones, against one market.</summary>
internal sealed class RandomHistory
{
    private static readonly string[] Sellers = ["s1", "s2", "s3", "s4", "s5"];

    private readonly Random _random;
    private readonly List<Func<string>> _sent = [];
    private int _ids;
    private int _round;

    public RandomHistory(int seed)
    {
        _random = new Random(seed);
        Config = new MarketConfig
        {
            Lot = new CubicFeet(Pick(1, 1, 10)),
            MinorExponent = Pick(0, 2, 3),
            TieRule = Pick(Enum.GetValues<TieRule>()),
            LotterySeed = "seed",
            PricingRule = Pick(Enum.GetValues<PricingRule>()),
            RepricingMinVolume = new CubicFeet(Pick(0, 0, 50)),
            RepricingSupportPpm = Pick(0, 0, 50_000, 400_000),
            SellerCaps = _random.Next(2) == 0
                ? []
                : [new("s1", new CubicFeet(120)), new("s2", default)],
            CreditCapPpm = Pick(1_000_000, 300_000),
        };
        Test = new TestMarket(Config);
        History = new PlainMarket(Config);
    }

    public MarketConfig Config { get; }

    public TestMarket Test { get; }

    public PlainMarket History { get; }

    private CapacityMarket Market => Test.Market;

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step();
            History.Check(Test);
        }
        if (Market.Report().ClosedRound is > 0 and var closed) { Test.Clear(closed); }
        History.Take(Test.Events);
        Test.TellAll();
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case < 6: Send(Bid()); break;
            case < 9: Send(Amend()); break;
            case 9: Send(Cancel()); break;
            case < 12: Send(Relinquish()); break;
            case 12: Send(Capacity()); break;
            case 13: Test.Close(++_round); break;
            case 14: Test.Sales(Pick(Sellers), _random.Next(-50_000, 100_000)); break;
            case 15: Test.TellOnce(); break;
            case 16 when _sent.Count > 0: Repeat(); break;
            default: Clear(); break;
        }
        History.Take(Test.Events);
    }

    private void Send(Func<string> command)
    {
        var answer = command();
        _sent.Add(() =>
        {
            Assert.Equal(answer, command());
            return answer;
        });
    }

    // A delayed duplicate gets the first answer, unless that was a refusal that cost nothing.
    private void Repeat() => Pick([.. _sent])();

    private Func<string> Bid()
    {
        var lot = Config.Lot.Value;
        var volume = _random.Next(1, 12) * lot * Pick(1, 10);
        var bid = new Bid(
            Id("b"), Pick(Sellers), new Fee(_random.Next(0, 6) * 500_000), new CubicFeet(volume),
            new CubicFeet(
                _random.Next(3) == 0 ? _random.Next(0, (int)(volume / lot) + 1) * lot : 0),
            Pick(TimeInForce.Period, TimeInForce.Period, TimeInForce.Round));
        var cap = _random.Next(5) == 0 ? 100L : (long?)null;
        return () => Text(Test.Place(bid, cap) with { Repeated = false });
    }

    private Func<string> Amend()
    {
        var (bid, seller) = AnyBid();
        var volume = _random.Next(3) == 0 ? _random.Next(1, 30) * Config.Lot.Value : (long?)null;
        var fee = _random.Next(3) == 0 ? _random.Next(0, 6) * 500_000L : (long?)null;
        var min = _random.Next(4) == 0 ? _random.Next(0, 10) * Config.Lot.Value : (long?)null;
        var id = Id("a");
        return () => Text(Test.Amend(bid, seller, fee, volume, min, null, id));
    }

    private Func<string> Cancel()
    {
        var (bid, seller) = AnyBid();
        var id = Id("c");
        return () => Text(Test.Cancel(bid, seller, id));
    }

    private Func<string> Relinquish()
    {
        var awards = History.Awards;
        var id = Id("r");
        if (awards.Count == 0) { return () => Text(Test.Relinquish("none@1", "s1", 1, id)); }
        var award = awards[_random.Next(awards.Count)];
        var seller = _random.Next(10) == 0 ? Pick(Sellers) : award.Seller;
        var volume = _random.Next(1, (int)award.Volume + 2);
        return () => Text(Test.Relinquish(award.Id, seller, volume, id));
    }

    private Func<string> Capacity()
    {
        var delta = _random.Next(-60, 80);
        var id = Id("k");
        return () => Text(Test.Add(delta, id));
    }

    private void Clear()
    {
        var closed = Market.Report().ClosedRound;
        if (closed == 0) { closed = ++_round; }
        _round = Math.Max(_round, closed);
        Test.Clear(closed, _random.Next(-100, 200), _random.Next(0, 3) * 500_000);
    }

    private (string Bid, string Seller) AnyBid()
    {
        var seller = Pick(Sellers);
        var bids = Market.BidsOf(seller);
        var open = bids.RemoveAll(bid => bid.Stage != BidStage.Open);
        if (open.Length > 0 && _random.Next(5) > 0) { bids = open; }
        var other = _random.Next(10) == 0 ? Pick(Sellers) : seller;
        return bids.Length == 0
            ? ("none", seller)
            : (bids[_random.Next(bids.Length)].Bid.Id, other);
    }

    private string Id(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{++_ids}");

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private static string Text<T>(T answer) => WholeText.Of(answer);
}
