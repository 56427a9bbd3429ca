using System.Runtime.CompilerServices;
using Clearing.Formats;
using Clearing.Pages.Access;
using Clearing.Pages.Live;

namespace Clearing.Pages.Reading;

internal sealed partial class ClusterSession
{
    /// <summary>A market and its cleared rounds, as far as the reader may see it.</summary>
    public async Task<Answer<WatchedMarket>> Market(string market)
    {
        if (!MarketKey.TryParse(market, out _))
        {
            return Failure.Of(Problem.Of("KEY_MALFORMED", "market", market));
        }
        var answer = await Ask(
            Permit.Rounds, null, market, "", () => sights.Of(market, CancellationToken.None));
        return answer.Value switch
        {
            null => answer,
            { Report.Config: null } =>
                Failure.Of(Problem.Of(Codes.MarketUnknown, "market", market)),
            var sight => Seen(sight),
        };
    }

    /// <summary>A market each time it changes from now on. One look serves all readers.</summary>
    public async IAsyncEnumerable<WatchedMarket> Follow(
        string market, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await Refused(Permit.Rounds, null, market) is not null) { yield break; }
        await foreach (var sight in sights.Follow(market, cancellationToken))
        {
            // A market that was never opened may be opened later, and then its page shows it.
            if (sight.Report.Config is not null) { yield return Seen(sight); }
        }
    }

    /// <summary>
    /// All markets with their cleared rounds, by key, as far as the reader may see them.
    /// </summary>
    public async Task<Answer<ImmutableArray<WatchedMarket>>> Markets()
    {
        var answer = await Ask(
            Permit.Markets, null, null, "", () => sights.All(CancellationToken.None));
        return answer.Failure is null ? answer.Value.Select(Seen).ToImmutableArray() : answer;
    }

    /// <summary>All markets each time one of them changes from now on.</summary>
    public async IAsyncEnumerable<ImmutableArray<WatchedMarket>> FollowAll(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await Refused(Permit.Markets, null, null) is not null) { yield break; }
        await foreach (var all in sights.FollowAll(cancellationToken)) { yield return [.. all.Select(Seen)]; }
    }

    // This comes after a question, when it is known who reads.
    private WatchedMarket Seen(WatchedMarket sight) =>
        permits.Allow(Permit.MarketReport, _caller!, null, sight.Report.Market)
            ? sight
            : sight.ForEverybody();

    /// <summary>The curve of a cleared round, exact for readers who may see closed books.</summary>
    public async Task<Answer<RoundCurve>> Curve(string market, int round)
    {
        var grain = cluster.Market(market);
        var answer = await Ask(
            Permit.Curve, null, market, $"{round}",
            () => cluster.Ask(
                _caller!.SeesBooks(MarketStage.Open)
                    ? grain.AuditedCurve(round)
                    : grain.Curve(round),
                CancellationToken.None));
        return answer.Failure is { } failure ? failure
            : answer.Value is { } curve ? curve
            : Failure.Of(Problem.Of(Codes.RoundUnknown, "round", $"{round}"));
    }

    /// <summary>A page of a round's awards.</summary>
    public Task<Answer<ImmutableArray<Award>>> RoundAwards(string market, int round, int skip, int most) =>
        Ask(Permit.RoundAwards, null, market, $"{round} {skip} {most}",
            () => cluster.Ask(cluster.Market(market).Awards(round, skip, most), CancellationToken.None));

    public Task<Failure?> OpenMarket(string market, MarketConfig config) => Command(
        Permit.OpenMarket, null, market,
        () => Status(cluster.Market(market).Open(config)));

    public Task<Failure?> ChangeCapacity(string market, CapacityChange change) => Command(
        Permit.ChangeCapacity, null, market,
        () => Status(cluster.Market(market).ChangeCapacity(change)));

    public Task<Failure?> Schedule(string market, ScheduledRound round) => Command(
        Permit.Schedule, null, market,
        () => Status(cluster.Market(market).Schedule(round)));

    public Task<Failure?> CloseBook(string market, int round) => Command(
        Permit.CloseBook, null, market,
        () => Status(cluster.Market(market).Close(round)));

    public Task<Failure?> Clear(string market, RoundTerms terms) => Command(
        Permit.Clear, null, market, async () =>
        {
            var receipt = await cluster.Ask(
                cluster.Market(market).Clear(terms), CancellationToken.None);
            return Refused(receipt.Status, limit: null);
        });

    public Task<Failure?> Pause(string market, string note) => Command(
        Permit.Pause, null, market,
        () => string.IsNullOrWhiteSpace(note) || note.Length > 200
            ? Task.FromResult<Problem?>(Problem.Of("NOTE_MALFORMED", "note", note, 200))
            : Status(cluster.Market(market).Pause(note)));

    public Task<Failure?> Resume(string market) => Command(
        Permit.Resume, null, market,
        () => Status(cluster.Market(market).Resume()));

    public Task<Failure?> Settle(string market) => Command(
        Permit.Settle, null, market,
        () => Status(cluster.Market(market).Settle()));

    private async Task<Problem?> Status<TStatus>(Task<TStatus> call)
        where TStatus : struct, Enum =>
        Refused(await cluster.Ask(call, CancellationToken.None), limit: null);

    // The problem of a refusal with the limit that was broken; null if the command is done.
    private static Problem? Refused<TStatus>(TStatus status, long? limit)
        where TStatus : struct, Enum =>
        EqualityComparer<TStatus>.Default.Equals(status, default)
            ? null
            : Refusal.Of(status, body: null, limit);
}
