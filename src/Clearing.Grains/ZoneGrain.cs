using System.Collections.Immutable;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Grains;

/// <summary>A zone: its rules and the sellers that take part in it.</summary>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The process's clock.</param>
[Reentrant]
public sealed class ZoneGrain(IGrainContext context, SealedJournal journal, TimeProvider clock)
    : EventSourcedGrain<Zone, ZoneEvent>(context, journal, Codecs.Zone, clock), IZoneGrain,
    IZoneRegister
{
    private const int MaxSellers = 1_000;

    /// <inheritdoc/>
    protected override string Stream => Streams.OfZone(Key);

    /// <inheritdoc/>
    public async Task<ZoneStatus> Configure(ZoneTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var decision = State.Configure(terms);
        await Commit(decision.Events);
        return decision.Answer;
    }

    /// <inheritdoc/>
    public async Task<ZoneTerms?> Terms()
    {
        var terms = State.Terms;
        await Durable();
        return terms;
    }

    /// <inheritdoc/>
    public Task Enter(string seller) => Commit(State.Enter(seller));

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> Sellers(string after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxSellers);
        var sellers = State.Page(after, most);
        await Durable();
        return sellers;
    }

    /// <inheritdoc/>
    protected override ValueTask<Zone> Start(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Zone());

    /// <inheritdoc/>
    protected override void Apply(Zone onto, ZoneEvent happened) => onto.Apply(happened);

    /// <inheritdoc/>
    protected override IReadOnlyList<ZoneEvent> Merge(IReadOnlyList<ZoneEvent> events) =>
        events.Count > 1 && events.All(happened => happened is SellersEntered)
            ? [new SellersEntered([.. events.SelectMany(of => ((SellersEntered)of).Sellers)])]
            : events;
}
