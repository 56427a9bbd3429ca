using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A grain whose decisions hold several facts.</summary>
public interface IHalfwayGrain : IGrainWithStringKey
{
    /// <summary>Enters markets and gives how many there are.</summary>
    Task<int> Enter(params string[] markets);
}

/// <summary>It takes any market but one.</summary>
public sealed class HalfwayGrain(IGrainContext context, SealedJournal journal, TimeProvider clock)
    : EventSourcedGrain<List<string>, MarketEntered>(context, journal, Codecs.Directory, clock),
        IHalfwayGrain
{
    internal const string Impossible = "impossible";

    protected override string Stream => "halfway/" + Key;

    public async Task<int> Enter(params string[] markets)
    {
        await Commit([.. markets.Select(market => new MarketEntered(market))]);
        return State.Count;
    }

    protected override List<string> Start() => [];

    protected override void Apply(List<string> onto, MarketEntered happened)
    {
        var market = happened.Market;
        if (market == Impossible) { throw new InvalidOperationException($"{market} cannot be entered."); }
        onto.Add(market);
    }
}
