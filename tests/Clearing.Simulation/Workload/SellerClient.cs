using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>A seller behind a gateway, which bids, amends, sells, reports and queries.</summary>
internal sealed class SellerClient(
    World world, Faults faults, IGrainFactory grains, History history, Chance chance,
    Scene scene, string seller, int number) : Client(world, faults, grains, history, chance)
{
    private readonly List<(string Market, Bid Bid)> _bids = [];
    private readonly List<(string Market, string AwardId, long Volume)> _awards = [];
    private readonly List<Func<Task>> _sent = [];
    private int _ids;

    private ISellerGrain Self => Grains.GetGrain<ISellerGrain>(seller);

    public async Task Live()
    {
        var acts = new List<Task>();
        await World.Delay(Chance.Wait(0, scene.StepMs));
        for (var step = 0; step < scene.Steps; step++)
        {
            var act = Act(Chance.Below(100));
            acts.Add(act);
            // Most sellers wait for an answer before the next command; some do not.
            if (Chance.PerMille(700)) { await act; }
            await World.Delay(Chance.Wait(0, 2 * scene.StepMs));
        }
        await Task.WhenAll(acts);
        foreach (var market in scene.Markets) { await Ask(market); }
    }

    private Task Act(int dice) => dice switch
    {
        < 30 => Place(),
        < 36 => PlaceMany(),
        < 43 => Again(),
        < 47 => PlaceOther(),
        < 54 when _bids.Count > 0 => Amend(),
        < 60 when _bids.Count > 0 => Cancel(),
        < 76 when _awards.Count > 0 => Relinquish(),
        < 82 => ReportSales(),
        < 85 => ReportUse(),
        _ => Ask(Chance.Pick(scene.Markets)),
    };

    private Task Place()
    {
        var market = Chance.Pick(scene.Markets);
        var bid = NewBid(market, NextId("b"));
        _bids.Add((market, bid));
        return Send(new Command(market, seller, bid), () => Self.Place(market, bid));
    }

    private Task PlaceMany()
    {
        var market = Chance.Pick(scene.Markets);
        ImmutableArray<Bid> many =
            [.. Enumerable.Range(0, Chance.Between(2, 4)).Select(_ => NewBid(market, NextId("b")))];
        _bids.AddRange(many.Select(bid => (market, bid)));
        Command[] commands = [.. many.Select(bid => Keep(new Command(market, seller, bid)))];
        Task Send() => Insist(commands, () => Self.PlaceMany(market, many));
        _sent.Add(Send);
        return Send();
    }

    private Task Again() => _sent.Count == 0 ? Place() : Chance.Pick(_sent)();

    private Task PlaceOther()
    {
        if (_bids.Count == 0) { return Place(); }
        var (market, bid) = Chance.Pick(_bids);
        var other = NewBid(market, bid.Id);
        return Send(new Command(market, seller, other), () => Self.Place(market, other));
    }

    private Task Amend()
    {
        var (market, bid) = Chance.Pick(_bids);
        var like = NewBid(market, bid.Id);
        var amendment = new Amendment(
            NextId("a"), bid.Id, seller,
            Chance.Even() ? like.MaxFee : null,
            Chance.Even() ? like.MaxVolume : null,
            Chance.PerMille(300) ? like.MinVolume : null,
            Chance.PerMille(100) ? like.TimeInForce : null);
        return Send(new Command(market, seller, amendment), () => Self.Amend(market, amendment));
    }

    private Task Cancel()
    {
        var (market, bid) = Chance.Pick(_bids);
        var cancellation = new Cancellation(NextId("c"), bid.Id, seller);
        return Send(
            new Command(market, seller, cancellation), () => Self.Cancel(market, cancellation));
    }

    private Task Relinquish()
    {
        var (market, award, held) = Chance.Pick(_awards);
        var volume = new CubicFeet(Chance.Between(1, (int)held));
        var relinquishment = new Relinquishment(NextId("r"), award, seller, volume);
        return Send(
            new Command(market, seller, relinquishment),
            () => Self.Relinquish(market, relinquishment));
    }

    private Task ReportSales()
    {
        var market = Chance.Pick(scene.Markets);
        var amount = Chance.Between(-2_000, 8_000);
        var report = new SalesReport(NextId("s"), market, new Money(amount));
        return Send(new Command(market, seller, report), () => Self.ReportSales(report));
    }

    private Task ReportUse()
    {
        var market = Chance.Pick(scene.Markets);
        var report = new UseReport(NextId("u"), market, new CubicFeet(Chance.Below(500)));
        return Send(new Command(market, seller, report), () => Self.ReportUse(report));
    }

    private async Task Ask(string market)
    {
        await Look(market, seller, () => Self.Bids(market));
        if (await Look(market, seller, () => Self.Statement(market)) is { } statement)
        {
            foreach (var line in statement.Awards)
            {
                _awards.Add((market, line.AwardId, line.Granted.Value));
            }
        }
    }

    private Task Send<TAnswer>(Command command, Func<Task<TAnswer>> send)
        where TAnswer : notnull
    {
        Keep(command);
        Task Send() => Insist(command, send);
        _sent.Add(Send);
        return Send();
    }

    /// <summary>A new id, or now and then one used before by another command.</summary>
    private string NextId(string kind) => Chance.PerMille(30) && _ids > 0 && kind != "b"
        ? $"{kind}{number}-{Chance.Between(1, _ids)}"
        : $"{kind}{number}-{++_ids}";

    private Bid NewBid(string market, string id)
    {
        var config = scene.Configs[scene.Markets.IndexOf(market)];
        var lot = config.Lot.Value;
        var volume = lot * Chance.Between(1, 20);
        var fee = Chance.Between(0, 6) * 250_000L * Chance.Pick([1, 1, 4]);
        var min = Chance.PerMille(250) ? lot * Chance.Between(0, (int)(volume / lot)) : 0;
        if (Chance.PerMille(40)) { volume = Chance.Pick([0, -lot, volume + 1]); }
        if (Chance.PerMille(30)) { fee = Chance.Pick([-1, fee + 1, 9_000_000]); }
        return new Bid(
            id, seller, new Fee(fee), new CubicFeet(volume), new CubicFeet(min),
            Chance.PerMille(250) ? TimeInForce.Round : TimeInForce.Period);
    }
}
