using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

public sealed partial class RoundGrain
{
    // Silos ask for all that there is. Others are named by the silo's filter.
    private bool SeesAll => CurrentCaller.Value?.OverseesMarket(Key) != false;

    /// <inheritdoc/>
    public bool IsSettled => State.Stage == MarketStage.Settled;

    /// <inheritdoc/>
    public Task<MarketReport> Report() => Answer(SeesAll
        ? State.Report() with { WaitingProposals = State.WaitingProposals(Clock.GetUtcNow()) }
        : State.Report().ForSellers());

    /// <inheritdoc/>
    public Task<RoundReport?> Round(int round) => Answer(State.Round(round));

    /// <inheritdoc/>
    public Task<ImmutableArray<RoundReport>> Rounds() => Answer(State.Rounds());

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> Answered(string seller, ImmutableArray<string> ids) =>
        Answer(State.Answered(seller, ids));

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> AnsweredChanges(ImmutableArray<string> ids) =>
        Answer(State.Answered("", ids));

    /// <inheritdoc/>
    public Task<long> FactCount() => Answer((long)State.FactCount);

    /// <inheritdoc/>
    public Task<ImmutableArray<PublicFact>> Facts(long after, int most) =>
        Answer(State.Facts(after, most));

    /// <inheritdoc/>
    public Task<ImmutableArray<Award>> Awards(int round, int skip, int most)
    {
        var awards = State.Awards(round, skip, most);
        var isSealed = CurrentCaller.Value is { } caller && !caller.Roles.HasFlag(Role.Auditor)
            && State.Stage != MarketStage.Settled;
        return Answer(isSealed ? [.. awards.Select(award => award.ForOperators())] : awards);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidView>> BidsOf(string seller) => Answer(State.BidsOf(seller));

    /// <inheritdoc/>
    public Task<BidPage> BidPageOf(string seller, BidStage? stage, long after, int most) =>
        Answer(State.BidsOf(seller, stage, after, most));

    /// <inheritdoc/>
    public Task<BidView?> BidOf(string seller, string bid) => Answer(State.BidOf(seller, bid));

    /// <inheritdoc/>
    public Task<long> BidFactCount(string seller) => Answer(State.BidFactCount(seller));

    /// <inheritdoc/>
    public Task<ImmutableArray<BidFact>> BidFacts(string seller, long after, int most) =>
        Answer(State.BidFacts(seller, after, most));

    /// <inheritdoc/>
    public Task<SalesRule?> SalesRule() => Answer(
        State.Config is { } config
            ? new SalesRule(config.CreditsFrom, config.SalesReview)
            : null);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Bidders(int skip, int most) =>
        Answer(State.Bidders(skip, most));
}
