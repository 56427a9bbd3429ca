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
public sealed class ErasurePlanning(IJournalReader journal, IKeyTable table, KeyRing ring)
{
    private readonly List<string> _open = [];

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
        if (!own.Contains(Streams.OfSeller(seller)))
        {
            throw new ErasureRefusedException($"there is no seller '{seller}'");
        }
        var number = log.Begun + 1;
        while ((await StreamsOf(Streams.Surrogate(number))).Length > 0) { number++; }
        var settled = new HashSet<string>(StringComparer.Ordinal);
        var rewrites = await Markets(seller, Streams.Surrogate(number), settled);
        var account = await Account(seller);
        _open.AddRange(account.Markets.Where(market => !settled.Contains(market)));
        rewrites.AddRange(await Zones(seller, Streams.Surrogate(number), settled));
        if (_open.Count > 0)
        {
            throw new ErasureRefusedException(
                $"{seller} is still part of what is not over: "
                + string.Join(", ", _open.Distinct(StringComparer.Ordinal).Order(
                    StringComparer.Ordinal)));
        }
        if (verify) { await Verify(); }
        return new(seller, number, own, [.. rewrites], SumsOf(account));
    }

    private async Task<ErasurePlan> Resume(string seller, ErasureBegun begun)
    {
        var plan = new ErasurePlan(
            seller, begun.Number, await StreamsOf(seller), begun.Rewrites, begun.Sums)
        {
            HasBegun = true,
            IsBuried = (await table.Find([Streams.GraveOf(begun.Number)])).Count > 0,
        };
        return plan.IsBuried || await IsSame(seller, begun)
            ? plan
            : throw new ErasureRefusedException(
                $"the erasure of another seller, number {begun.Number}, is not finished; give its id");
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

    private async Task<List<ErasureRewrite>> Markets(
        string seller, string surrogate, HashSet<string> settled)
    {
        var rewrites = new List<ErasureRewrite>();
        await foreach (var stream in journal.Streams(Streams.MarketPrefix))
        {
            var market = stream.Name[Streams.MarketPrefix.Length..];
            var erasure = new SellerErasure(market, seller, surrogate);
            var named = false;
            await foreach (var happened in Read(stream.Name, Codecs.Market))
            {
                named |= !ReferenceEquals(erasure.Next(happened), happened);
            }
            var isOver = erasure.Market is { Stage: MarketStage.Settled, UntoldCount: 0 };
            if (isOver) { settled.Add(market); }
            if (!named) { continue; }
            if (!isOver) { _open.Add(market); }
            var key = await NewestKey(stream.Name) + 1;
            rewrites.Add(new(stream.Name, key));
            // The webhooks of a market name nobody, but the market's key seals them.
            await foreach (var webhooks in journal.Streams(Streams.OfWebhooks(stream.Name)))
            {
                if (KeyScope.OfStream(webhooks.Name) == stream.Name)
                {
                    rewrites.Add(new(webhooks.Name, key));
                }
            }
        }
        return rewrites;
    }

    private async Task<List<ErasureRewrite>> Zones(
        string seller, string surrogate, HashSet<string> settled)
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
            _open.AddRange(zone.Runs.Where(run => run.Stage > RunStage.Draft)
                .Select(run => $"{name}/{run.Period}").Where(market => !settled.Contains(market)));
            rewrites.Add(new(stream.Name, Math.Max(1, await NewestKey(Streams.Erased))));
        }
        return rewrites;
    }

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
