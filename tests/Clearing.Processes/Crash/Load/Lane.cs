using System.Globalization;

namespace Clearing.Processes.Crash;

/// <summary>A few sellers of one client, which act one after another.</summary>
internal sealed class Lane(Gate gate, Sender sender, Random random, string name)
{
    private const int Sellers = 3;
    private const int Lot = 5;
    private readonly List<(string Market, string Seller, string Id)> _bids = [];
    private int _ids;

    /// <summary>Sends commands until cancelled; then all have their answers.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await One();
            await Task.Delay(random.Next(8), CancellationToken.None);
        }
    }

    private Task One()
    {
        var market = Markets.All[random.Next(Markets.All.Count)];
        var seller = $"{name}-{random.Next(Sellers)}";
        return random.Next(100) switch
        {
            < 40 => Place(Bid(market, seller)),
            < 50 => PlaceMany(market, seller),
            < 55 => PlaceOtherContent(),
            < 65 => OnBid(Amendment),
            < 70 => OnBid(bid => new(Kind.Cancellation, bid.Market, bid.Seller, NewId("x"), bid.Id)),
            < 78 => Relinquish(market, seller),
            < 84 => sender.SendAtOnce(Bid(market, seller), random.Next(2, 5)),
            < 94 => sender.SendAtOnce(
                new(Kind.Sales, market, seller, NewId("s"), Volume: random.Next(-5_000, 50_000)),
                random.Next(1, 4)),
            _ => sender.Send(new(Kind.Use, market, seller, NewId("u"), Volume: random.Next(-1, 900))),
        };
    }

    private async Task Place(Command bid)
    {
        Note(bid, await sender.Send(bid));
    }

    private async Task PlaceMany(string market, string seller)
    {
        Command[] bids = [.. Enumerable.Range(0, random.Next(2, 40)).Select(_ => Bid(market, seller))];
        foreach (var (bid, answer) in bids.Zip(await sender.SendMany(bids))) { Note(bid, answer); }
    }

    // Reusing an id for other content is refused, even after a crash between the two.
    private async Task PlaceOtherContent()
    {
        if (_bids.Count == 0) { return; }
        var (market, seller, id) = _bids[random.Next(_bids.Count)];
        await sender.Send(new(
            Kind.Bid, market, seller, id, Fee: 99_000_000, Volume: Lot, Least: 0));
    }

    private async Task OnBid(Func<(string Market, string Seller, string Id), Command> make)
    {
        if (_bids.Count == 0) { return; }
        await sender.Send(make(_bids[random.Next(_bids.Count)]));
    }

    private Command Amendment((string Market, string Seller, string Id) bid) => new(
        Kind.Amendment, bid.Market, bid.Seller, NewId("a"), bid.Id,
        random.Next(2) == 0 ? Fee() : null, random.Next(2) == 0 ? Volume() : null);

    private async Task Relinquish(string market, string seller)
    {
        var awards = await gate.Awards(seller, market);
        if (awards.Length == 0) { return; }
        await sender.Send(new(
            Kind.Relinquishment, market, seller, NewId("r"), awards[random.Next(awards.Length)],
            Volume: random.Next(1, 100)));
    }

    // Some volumes are off the lot, so the bids are refused.
    private Command Bid(string market, string seller) => new(
        Kind.Bid, market, seller, NewId("b"), Fee: Fee(),
        Volume: random.Next(20) == 0 ? 7 : Volume(), Least: random.Next(4) == 0 ? Lot : 0);

    private long Fee() => random.Next(1, 60) * 100_000L;

    private long Volume() => random.Next(1, 200) * (long)Lot;

    private string NewId(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{name}-{++_ids}");

    private void Note(Command bid, string answer)
    {
        if (answer[0] == '+') { _bids.Add((bid.Market, bid.Seller, bid.Id)); }
    }
}
