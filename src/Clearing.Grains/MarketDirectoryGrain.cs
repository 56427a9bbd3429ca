using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Grains;

/// <summary>Every market that was ever opened.</summary>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The process's clock.</param>
[Reentrant]
public sealed class MarketDirectoryGrain(
    IGrainContext context, SealedJournal journal, TimeProvider clock)
    : EventSourcedGrain<SortedSet<string>, MarketEntered>(
        context, journal, Codecs.Directory, clock), IMarketDirectoryGrain,
    IMarketRegister
{
    /// <inheritdoc/>
    protected override string Stream => Streams.Directory;

    /// <inheritdoc/>
    public Task Enter(string market) =>
        Commit(State.Contains(market) ? [] : [new MarketEntered(market)]);

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> List(string? region = null)
    {
        ImmutableArray<string> markets = [.. State.Where(market =>
            region is null || market.StartsWith(region + "/", StringComparison.Ordinal))];
        await Durable();
        return markets;
    }

    /// <inheritdoc/>
    protected override SortedSet<string> Start() => new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void Apply(SortedSet<string> onto, MarketEntered happened) =>
        onto.Add(happened.Market);
}
