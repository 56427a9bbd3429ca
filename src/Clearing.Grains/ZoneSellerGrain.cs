using System.Collections.Immutable;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>A seller in a zone: the one writer of its facts.</summary>
/// <remarks>
/// A day is a fact of a hundred bytes, so a stream is folded without a snapshot. The zone's terms
/// are fetched once and refreshed after a while, because a change takes effect with the next run.
/// </remarks>
[Reentrant]
public sealed partial class ZoneSellerGrain
    : EventSourcedGrain<ZoneSeller, ZoneSellerEvent>, IZoneSellerGrain, IZoneSellerRun,
        IZoneSellerInbox, IRemindable
{
    private const int MaxFacts = 1_000;
    private static readonly TimeSpan TermsAge = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains;
    private readonly string _zone;
    private readonly string _seller;
    private ZoneTerms? _terms;
    private long _termsReadAt;

    /// <summary>Creates a seller's activation in a zone; called by Orleans.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="clock">The process's clock.</param>
    /// <param name="grains">Gives access to the zone.</param>
    public ZoneSellerGrain(
        IGrainContext context, SealedJournal journal, TimeProvider clock, IGrainFactory grains)
        : base(context, journal, Codecs.ZoneSeller, clock)
    {
        _grains = grains;
        (_zone, _seller) = ZoneKey.Split(Key);
        Stream = Streams.OfZoneSeller(Key);
    }

    /// <inheritdoc/>
    protected override string Stream { get; }

    private IZoneGrain Zone => _grains.GetGrain<IZoneGrain>(_zone);

    private IZoneRegister Register => _grains.GetGrain<IZoneRegister>(_zone);

    /// <inheritdoc/>
    public Task<ImmutableArray<FactStatus>> Report(ImmutableArray<DayReport> reports) =>
        Take(reports, report => report.Day, (report, zone) => State.Decide(
            report, Window(zone?.Terms), zone?.Terms.Rules.CarryUseDays ?? 0, zone));

    /// <inheritdoc/>
    public async Task<ImmutableArray<FactStatus>> Check(ImmutableArray<DayReport> reports)
    {
        Demand(reports);
        var answers = State.Check(reports, Window(await Terms()));
        await Durable();
        return answers;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FactStatus>> Return(ImmutableArray<SalesReturn> returns) =>
        Take(returns, given => given.SoldOn, (given, zone) => State.Decide(
            given, Window(zone?.Terms), zone?.Terms.Rules.CarryUseDays ?? 0, zone));

    /// <inheritdoc/>
    public async Task<ImmutableArray<bool>> Answered(ImmutableArray<string> ids)
    {
        Demand(ids);
        ImmutableArray<bool> answered = [.. ids.Select(State.IsAnswered)];
        await Durable();
        return answered;
    }

    /// <inheritdoc/>
    public async Task<bool> SetProfile(SellerProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (await Terms() is null) { return false; }
        if (!State.TakesPart) { await Register.Enter(_seller); }
        await CommitOrConfirm(State.SetProfile(profile));
        return true;
    }

    /// <inheritdoc/>
    public async Task<SellerProfile?> Profile()
    {
        var profile = State.Profile;
        await Durable();
        return profile;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<EffectiveDay>> Days(DateOnly first, DateOnly last, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxFacts);
        var days = State.Days(first, last, most);
        await Durable();
        return days;
    }

    /// <inheritdoc/>
    public async Task<SellerScoreView?> Score()
    {
        if (await Terms() is not { } terms) { return null; }
        var score = State.Score(Today(terms), terms.Rules);
        await Durable();
        return score;
    }

    /// <inheritdoc/>
    protected override ZoneSeller Start() => new();

    /// <inheritdoc/>
    protected override void Apply(ZoneSeller onto, ZoneSellerEvent happened) =>
        onto.Apply(happened);

    /// <inheritdoc/>
    protected override int FactsIn(ZoneSellerEvent happened) =>
        happened switch
        {
            FactsTaken taken => taken.Count,
            LinesPosted posted => posted.Lines.Length,
            _ => 1,
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<ZoneSellerEvent> Merge(IReadOnlyList<ZoneSellerEvent> events)
    {
        var taken = events.OfType<FactsTaken>().ToArray();
        if (taken.Length < 2
            || events.Any(happened => happened is not (FactsTaken or LinesPosted)))
        {
            return events;
        }
        // Folding a line reads no fact, so all facts may come before the lines.
        return
        [
            new FactsTaken(
                [.. taken.SelectMany(of => of.Reports)], [.. taken.SelectMany(of => of.Refused)],
                [.. taken.SelectMany(of => of.Returns)]),
            .. events.OfType<LinesPosted>(),
        ];
    }

    // The zone knows a seller before the seller has a fact, so that a run leaves no seller out.
    private async Task<ImmutableArray<FactStatus>> Take<TFact>(
        ImmutableArray<TFact> facts,
        Func<TFact, DateOnly> dayOf,
        Func<TFact, ZoneDay?, Decision<FactStatus, ZoneSellerEvent>> decide)
    {
        Demand(facts);
        var zone = await Terms() is { } terms ? DayIn(terms) : null;
        if (!State.TakesPart && facts.Any(fact => !decide(fact, zone).Events.IsEmpty))
        {
            await Register.Enter(_seller);
        }
        if (zone is not null) { await PromiseCorrections(facts.Select(dayOf), zone); }
        var answers = ImmutableArray.CreateBuilder<FactStatus>(facts.Length);
        var durable = Durable();
        foreach (var fact in facts)
        {
            var decision = decide(fact, zone);
            answers.Add(decision.Answer);
            if (!decision.Events.IsEmpty) { durable = Commit(decision.Events); }
        }
        Teller.Start();
        await durable;
        return answers.MoveToImmutable();
    }

    private static void Demand<TFact>(ImmutableArray<TFact> facts)
    {
        if (facts.IsDefault || facts.Length is < 1 or > MaxFacts)
        {
            throw new ArgumentException(
                $"A call takes 1 to {MaxFacts} facts, not {(facts.IsDefault ? 0 : facts.Length)}.",
                nameof(facts));
        }
    }

    private FactWindow? Window(ZoneTerms? terms) => terms is null
        ? null
        : FactWindow.Of(Today(terms), terms.Rules.FactAgeDays);

    private async Task<ZoneTerms?> Terms()
    {
        if (_terms is null || Clock.GetElapsedTime(_termsReadAt) >= TermsAge)
        {
            _terms = await Zone.Terms();
            _termsReadAt = Clock.GetTimestamp();
        }
        return _terms;
    }

    private DateOnly Today(ZoneTerms terms) =>
        terms.DayAt(Clock.GetUtcNow()) ?? throw UnknownTimeZone(terms);

    // The terms, for calls that only a configured zone makes.
    private async Task<ZoneTerms> KnownTerms() => await Terms()
        ?? throw new InvalidOperationException($"{_zone} is not configured.");

    private InvalidOperationException UnknownTimeZone(ZoneTerms terms) => new(
        $"This machine does not know the time zone {terms.TimeZone} of {_zone}.");
}
