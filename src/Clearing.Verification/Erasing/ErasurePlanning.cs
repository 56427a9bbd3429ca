using System.Collections.Immutable;
using System.Text;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Market.Erasing;
using Clearing.Sealing;

namespace Clearing.Verification.Erasing;

/// <summary>Finds out whether a seller can be erased, and what that changes.</summary>
/// <param name="journal">The journal as it is stored.</param>
/// <param name="table">The table of its keys.</param>
/// <param name="ring">Opens the keys.</param>
/// <param name="clock">Tells which periods are past.</param>
public sealed partial class ErasurePlanning(
    IJournalReader journal, IKeyTable table, KeyRing ring, TimeProvider clock)
{
    private readonly List<string> _open = [];
    private readonly HashSet<string> _markets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    /// <summary>Makes a plan, or continues the one that was begun. It only reads.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <param name="verify">
    /// True to verify the whole journal first, which no server may use meanwhile.
    /// </param>
    /// <exception cref="ErasureRefusedException">The seller cannot be erased now.</exception>
    public async Task<ErasurePlan> Plan(string seller, bool verify)
    {
        var log = await ErasureLog.Read(Opened(Streams.Erased));
        if (log.Open is { } unfinished) { return await Resume(seller, unfinished); }
        var own = await StreamsOf(seller);
        var number = await NumberAfter(log.LastNumber);
        var account = await Account(seller);
        var rewrites = await Rewrites(seller, Streams.Surrogate(number), account);
        if (own.IsEmpty && rewrites.Count == 0 || SurrogateRule.IsErased(seller))
        {
            throw new ErasureRefusedException($"there is no seller '{seller}'");
        }
        RequireOver(seller);
        if (verify) { await Verify(); }
        return new(seller, number, own, [.. rewrites], SumsOf(account));
    }

    // Two erased sellers with one number would be the same person to everyone else, and the second
    // erasure could not end. A number is taken by a grave that is not on record, or by a seller that
    // had such an id before there were erasures.
    private async Task<int> NumberAfter(int last)
    {
        var number = last + 1;
        while ((await table.Find([Streams.GraveOf(number)])).Count > 0
            || !(await StreamsOf(Streams.Surrogate(number))).IsEmpty)
        {
            number++;
        }
        return number;
    }

    private async Task<ErasurePlan> Resume(string seller, ErasureBegun begun)
    {
        var own = await StreamsOf(seller);
        if ((await table.Find([Streams.GraveOf(begun.Number)])).Count > 0)
        {
            // Nobody can read any more whose erasure it is, but it had no streams left.
            return own.IsEmpty
                ? new(seller, begun.Number, [], begun.Rewrites, begun.Sums)
                {
                    HasBegun = true,
                    IsBuried = true,
                }
                : throw Another(begun);
        }
        if (!await IsSame(seller, begun)) { throw Another(begun); }
        var still = await Rewrites(
            seller, Streams.Surrogate(begun.Number), await Account(seller));
        RequireOver(seller);
        return new(
            seller, begun.Number, own, await Merged(begun.Rewrites, still), begun.Sums)
        {
            HasBegun = true,
            Unfinished = [.. still.Select(rewrite => rewrite.Stream)],
        };
    }

    private static ErasureRefusedException Another(ErasureBegun begun) => new(
        $"the erasure of another seller, number {begun.Number}, is not finished; give its id");

    // What was begun keeps its key; what came after that is added.
    private async Task<ImmutableArray<ErasureRewrite>> Merged(
        ImmutableArray<ErasureRewrite> begun, List<ErasureRewrite> still)
    {
        var keys = begun.ToDictionary(rewrite => rewrite.Stream, rewrite => rewrite.Key);
        foreach (var rewrite in still) { keys.TryAdd(rewrite.Stream, rewrite.Key); }
        foreach (var (market, key) in keys.Where(
            of => of.Key.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)).ToArray())
        {
            foreach (var webhooks in await WebhooksOf(market)) { keys[webhooks] = key; }
        }
        return [.. keys.Select(of => new ErasureRewrite(of.Key, of.Value))];
    }

    private async Task<List<ErasureRewrite>> Rewrites(
        string seller, string surrogate, SellerAccount account)
    {
        var rewrites = await Markets(seller, surrogate);
        _open.AddRange(account.Markets.Where(market => !_settled.Contains(market)));
        rewrites.AddRange(await Zones(seller, surrogate));
        return rewrites;
    }

    private void RequireOver(string seller)
    {
        if (_open.Count == 0) { return; }
        throw new ErasureRefusedException(
            $"{seller} is still part of what is not over: "
            + string.Join(", ", _open.Distinct(StringComparer.Ordinal).Order(
                StringComparer.Ordinal)));
    }

    private async Task<bool> IsSame(string seller, ErasureBegun begun)
    {
        var box = Encoding.UTF8.GetBytes(begun.Seller);
        using var keys = ring.Of(Streams.OfSeller(seller));
        if (SealedText.KeyNumberOf(box) is not { } number
            || (await table.Find([keys.Scope])).All(key => key.Number != number))
        {
            return false;
        }
        var opened = (await keys.Get(number)).Open(ErasureLog.BoxOf(begun.Number), box);
        return opened is not null && Encoding.UTF8.GetString(opened) == seller;
    }

    private async Task<ImmutableArray<string>> StreamsOf(string seller)
    {
        var scope = Streams.OfSeller(seller);
        var own = ImmutableArray.CreateBuilder<string>();
        await foreach (var stream in journal.Streams(""))
        {
            if (KeyScope.OfStream(stream.Name) == scope) { own.Add(stream.Name); }
        }
        return own.ToImmutable();
    }

    // What does not verify before could not be told from what the erasure broke.
    private async Task Verify()
    {
        var findings = await new JournalCheck(journal, keys: new(table, ring)).Run();
        if (findings.ViolationCount > 0)
        {
            throw new ErasureRefusedException(
                $"the journal does not verify: {findings.Violations[0]}");
        }
    }

    private async Task<List<ErasureRewrite>> Markets(string seller, string surrogate)
    {
        var rewrites = new List<ErasureRewrite>();
        await foreach (var stream in journal.Streams(Streams.MarketPrefix))
        {
            var market = stream.Name[Streams.MarketPrefix.Length..];
            var (erasure, renamed) = (
                new SellerErasure(market, seller, surrogate), new CapacityMarket(market));
            var named = false;
            await foreach (var happened in Read(stream.Name, Codecs.Market))
            {
                var next = erasure.Next(happened);
                named |= !ReferenceEquals(next, happened);
                Try(renamed, next);
            }
            _markets.Add(market);
            var isOver = erasure.Market is { Stage: MarketStage.Settled, UntoldCount: 0 };
            if (isOver) { _settled.Add(market); }
            if (!named) { continue; }
            if (!isOver) { _open.Add(market); }
            var key = await NewestKey(stream.Name) + 1;
            rewrites.Add(new(stream.Name, key));
            rewrites.AddRange((await WebhooksOf(stream.Name))
                .Select(webhooks => new ErasureRewrite(webhooks, key)));
        }
        return rewrites;
    }

    // The old keys are destroyed later, so a market that would not fold any more is found now.
    private static void Try(CapacityMarket renamed, MarketEvent happened)
    {
        try
        {
            renamed.Apply(happened);
        }
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            throw new ErasureRefusedException(
                $"market {renamed.Key} could not be read any more: {broken.Message}");
        }
    }

    // The webhooks of a market name nobody, but the market's key seals them.
    private async Task<List<string>> WebhooksOf(string market)
    {
        var all = new List<string>();
        await foreach (var webhooks in journal.Streams(Streams.OfWebhooks(market)))
        {
            if (KeyScope.OfStream(webhooks.Name) == market) { all.Add(webhooks.Name); }
        }
        return all;
    }

    private async Task<List<ErasureRewrite>> Zones(string seller, string surrogate)
    {
        var rewrites = new List<ErasureRewrite>();
        await foreach (var stream in journal.Streams(Streams.ZonePrefix))
        {
            var (zone, erasure) = (new Zone(), new ZoneErasure(seller, surrogate));
            var named = false;
            await foreach (var happened in Read(stream.Name, Codecs.Zone))
            {
                named |= !ReferenceEquals(erasure.Rename(happened), happened);
                zone.Apply(happened);
            }
            if (!named) { continue; }
            var name = stream.Name[Streams.ZonePrefix.Length..];
            if (zone.UnderWay is not null || zone.IsCutting) { _open.Add($"a run of {name}"); }
            var today = zone.Terms?.DayAt(clock.GetUtcNow());
            _open.AddRange(zone.Runs
                .Where(run => run.Stage > RunStage.Draft && zone.TakesPart(run, seller))
                .Where(run => !IsOver($"{name}/{run.Period}", run.Period.LastDay < today))
                .Select(run => $"{name}/{run.Period}"));
            _open.AddRange(await Owed(name, zone, seller));
            rewrites.Add(new(stream.Name, Math.Max(1, await NewestKey(Streams.Erased))));
        }
        return rewrites;
    }

    private bool IsOver(string market, bool isPast) =>
        _settled.Contains(market) || (isPast && !_markets.Contains(market));

    private async Task<SellerAccount> Account(string seller)
    {
        var account = new SellerAccount(seller);
        await foreach (var happened in Read(Streams.OfSeller(seller), Codecs.Seller))
        {
            account.Apply(happened);
        }
        return account;
    }

    private static ImmutableArray<ErasedSum> SumsOf(SellerAccount account) =>
    [
        .. account.Markets.SelectMany(market => Enum.GetValues<LedgerAccount>()
            .Select(of => new ErasedSum(market, of, account.Balance(market, of)))
            .Where(sum => sum.Amount != Money.Zero)),
    ];

    private async Task<uint> NewestKey(string scope) =>
        (await table.Find([scope])).Select(key => key.Number).DefaultIfEmpty(0u).Max();

    private async IAsyncEnumerable<TEvent> Read<TEvent>(string stream, EventCodec<TEvent> codec)
        where TEvent : class
    {
        await foreach (var stored in Opened(stream)) { yield return codec.Decode(stream, stored); }
    }

    private async IAsyncEnumerable<StoredEvent> Opened(string stream)
    {
        var scope = KeyScope.OfStream(stream) ?? KeyScope.OfRewritten(stream);
        using var keys = scope is null ? null : ring.Of(scope);
        var opener = new BoxOpener(stream, keys, _ => false);
        await foreach (var stored in journal.Read(stream, 0))
        {
            yield return await opener.Open(stored);
        }
    }
}
