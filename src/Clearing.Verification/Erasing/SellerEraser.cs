using System.Security.Cryptography;
using System.Text;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Market.Erasing;
using Clearing.Sealing;

namespace Clearing.Verification.Erasing;

/// <summary>
/// Erases a seller from a sealed journal: it gets another name where others need to know of it, and
/// its own streams can never be read again.
/// </summary>
/// <remarks>
/// No server may run meanwhile. Each step is durable on its own and changes nothing when it is
/// repeated, so that an erasure that was interrupted is finished by running it again.
/// </remarks>
/// <param name="journal">The journal, opened for writing.</param>
/// <param name="rewriter">Changes what is stored in it.</param>
/// <param name="table">The table of its keys.</param>
/// <param name="ring">Opens the keys.</param>
/// <param name="clock">Gives the time at which keys are destroyed.</param>
public sealed class SellerEraser(
    IJournal journal, IJournalRewriter rewriter, IKeyTable table, KeyRing ring, TimeProvider clock)
{
    private readonly SealedJournal _sealed = new(journal, ring);
    private bool _hasBegun;

    /// <summary>Told of each step before it is taken; a test stops there.</summary>
    public Action<string> Stepping { get; init; } = _ => { };

    /// <summary>
    /// Fails if a server uses the journal; asked before the first change and before the last ones.
    /// </summary>
    public Func<Task> RequireNoServer { get; init; } = () => Task.CompletedTask;

    /// <summary>Finds out what the erasure of a seller would change; changes nothing.</summary>
    /// <param name="seller">The seller's id.</param>
    /// <exception cref="ErasureRefusedException">The seller cannot be erased now.</exception>
    public Task<ErasurePlan> Plan(string seller) =>
        new ErasurePlanning(journal, table, ring, clock).Plan(seller, verify: true);

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">A plan that was just made.</param>
    /// <param name="act">Who does it, when and why.</param>
    public async Task Run(ErasurePlan plan, Act act)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var record = _sealed.Stream(Streams.Erased, Codecs.Erasure.Seals);
        var log = await ErasureLog.Read(record.Follow());
        if (log.Open is null) { await Begin(record, plan, act); }
        _hasBegun = true;
        if (!plan.IsBuried)
        {
            foreach (var rewrite in plan.Rewrites)
            {
                if (!log.HasRewritten(rewrite.Stream) || plan.Unfinished.Contains(rewrite.Stream))
                {
                    await Rewrite(record, plan, rewrite);
                }
            }
            foreach (var rewrite in plan.Rewrites) { await DestroyOld(rewrite); }
            foreach (var stream in plan.Streams) { await SealPlain(stream, plan.Seller); }
            await Guarded("rename the seller's streams");
            await rewriter.Rename(
                [.. plan.Streams.Select(name => (
                    name, Streams.OfErased(plan.Number, name, plan.Seller)))]);
            await Guarded("destroy the seller's keys");
            await table.Bury(
                Streams.OfSeller(plan.Seller), Streams.GraveOf(plan.Number),
                clock.GetUtcNow());
        }
        await Guarded("clear the free space");
        await rewriter.ClearFreeSpace();
        Stepping("finish the record");
        await Append(record, new SellerErased(plan.Number, [.. await Ends(plan.Number)]));
    }

    private async Task Guarded(string step)
    {
        try
        {
            await RequireNoServer();
        }
        catch (ErasureRefusedException refused) when (_hasBegun)
        {
            throw new ErasureRefusedException(refused.Message) { HasBegun = true };
        }
        Stepping(step);
    }

    private async Task Begin(SealedStream record, ErasurePlan plan, Act act)
    {
        using var keys = ring.Of(Streams.OfSeller(plan.Seller));
        var key = await keys.ForSealing();
        var box = key.Seal(
            ErasureLog.BoxOf(plan.Number), Encoding.UTF8.GetBytes(plan.Seller), ring.Secrets);
        await Guarded("begin the record");
        await Append(record, new ErasureBegun(
            plan.Number, Encoding.UTF8.GetString(box), plan.Sums, plan.Rewrites, act));
    }

    private async Task Rewrite(SealedStream record, ErasurePlan plan, ErasureRewrite rewrite)
    {
        var rows = rewrite.Stream.StartsWith(Streams.MarketPrefix, StringComparison.Ordinal)
            ? await RowsOfMarket(plan, rewrite)
            : rewrite.Stream.StartsWith(Streams.ZonePrefix, StringComparison.Ordinal)
                ? await RowsOfZone(plan, rewrite)
                : await RowsOfWebhooks(rewrite);
        Stepping($"rewrite {rewrite.Stream}");
        if (rows.Count > 0) { await rewriter.Replace(rewrite.Stream, rows); }
        var kept = new List<RewrittenRow>();
        await foreach (var stored in journal.Read(rewrite.Stream, 0))
        {
            if (SealedText.WasOf(stored.Payload.Span) is { } was)
            {
                kept.Add(new(
                    stored.Version, Convert.ToHexStringLower(was),
                    Convert.ToHexStringLower(SHA256.HashData(stored.Payload.Span))));
            }
        }
        Stepping($"record {rewrite.Stream}");
        await Append(record, new StreamRewritten(rewrite.Stream, [.. kept]));
    }

    // The old key would open what the seller's name stood in, so that all its events move.
    private async Task<List<(long, ReadOnlyMemory<byte>)>> RowsOfMarket(
        ErasurePlan plan, ErasureRewrite rewrite)
    {
        var market = rewrite.Stream[Streams.MarketPrefix.Length..];
        var erasure = new SellerErasure(market, plan.Seller, plan.Surrogate);
        var wasClear = (await table.Find([rewrite.Stream])).Any(key => key.IsClear);
        using var keys = ring.Of(rewrite.Stream);
        var key = await keys.GetOrAdd(rewrite.Key);
        // Who may read a revealed market may still read it.
        if (wasClear) { await new KeyUpkeep(table, ring).Reveal(rewrite.Stream); }
        return await Rows(
            rewrite.Stream, Codecs.Market, keys, key, erasure.Next,
            stored => IsOlder(stored, rewrite.Key)
                && (SealedText.Is(stored.Payload.Span) || Codecs.Market.Seals(stored.Type)));
    }

    private async Task<List<(long, ReadOnlyMemory<byte>)>> RowsOfZone(
        ErasurePlan plan, ErasureRewrite rewrite)
    {
        var erasure = new ZoneErasure(plan.Seller, plan.Surrogate);
        using var keys = ring.Of(KeyScope.OfRewritten(rewrite.Stream)!);
        var key = await keys.GetOrAdd(rewrite.Key);
        return await Rows(
            rewrite.Stream, Codecs.Zone, keys, key, erasure.Rename, _ => false);
    }

    private async Task<List<(long, ReadOnlyMemory<byte>)>> RowsOfWebhooks(ErasureRewrite rewrite)
    {
        using var keys = ring.Of(KeyScope.OfStream(rewrite.Stream)!);
        var key = await keys.GetOrAdd(rewrite.Key);
        return await Rows(
            rewrite.Stream, Codecs.Webhook, keys, key, happened => happened,
            stored => IsOlder(stored, rewrite.Key));
    }

    private static bool IsOlder(StoredEvent stored, uint key) =>
        SealedText.KeyNumberOf(stored.Payload.Span) is not { } number || number < key;

    private async Task<List<(long, ReadOnlyMemory<byte>)>> Rows<TEvent>(
        string stream, EventCodec<TEvent> codec, ScopeKeys keys, DataKey key,
        Func<TEvent, TEvent> rename, Func<StoredEvent, bool> moves)
        where TEvent : class
    {
        var rows = new List<(long, ReadOnlyMemory<byte>)>();
        var opener = new BoxOpener(stream, keys, _ => false);
        await foreach (var stored in journal.Read(stream, 0))
        {
            var opened = await opener.Open(stored);
            var happened = codec.Decode(stream, opened);
            var renamed = rename(happened);
            var isSame = ReferenceEquals(renamed, happened);
            if (isSame && !moves(stored)) { continue; }
            var plain = isSame && SealedText.Is(stored.Payload.Span)
                ? opened.Payload
                : codec.EncodeToSeal(renamed).Payload;
            rows.Add((stored.Version, SealInstead(stream, stored, key, plain.Span)));
        }
        return rows;
    }

    private byte[] SealInstead(
        string stream, StoredEvent stored, DataKey key, ReadOnlySpan<byte> plain) =>
        key.SealInstead(
            new(stream, stored.Version, stored.Type)
            {
                IsInWhole = SealedText.IsInWhole(stored.Payload.Span),
            },
            plain, ring.Secrets,
            SealedText.WasOf(stored.Payload.Span) ?? SHA256.HashData(stored.Payload.Span));

    private async Task DestroyOld(ErasureRewrite rewrite)
    {
        if (KeyScope.OfStream(rewrite.Stream) is not { } scope) { return; }
        foreach (var old in await table.Find([scope]))
        {
            if (old.Number >= rewrite.Key || old.DestroyedAt is not null) { continue; }
            Stepping($"destroy key {old.Number} of {scope}");
            await table.Destroy(old, clock.GetUtcNow());
        }
    }

    // What is older than the seller's key must not outlive it.
    private async Task SealPlain(string stream, string seller)
    {
        using var keys = ring.Of(Streams.OfSeller(seller));
        var key = await keys.ForSealing();
        var rows = new List<(long, ReadOnlyMemory<byte>)>();
        await foreach (var stored in journal.Read(stream, 0))
        {
            if (SealedText.Is(stored.Payload.Span)) { continue; }
            var plain = Padding.OfEvent(stored.Payload.Span);
            rows.Add((stored.Version, SealInstead(stream, stored, key, plain)));
        }
        if (rows.Count == 0) { return; }
        Stepping($"seal {stream}");
        await rewriter.Replace(stream, rows);
    }

    private async Task<List<ErasedStream>> Ends(int number)
    {
        var ends = new List<ErasedStream>();
        await foreach (var stream in journal.Streams(Streams.GraveOf(number) + "/"))
        {
            await foreach (var last in journal.Read(stream.Name, stream.Version - 1))
            {
                ends.Add(new(
                    stream.Name, stream.Version, Convert.ToHexStringLower(last.Link.Span)));
                break;
            }
        }
        return ends;
    }

    private static async Task Append(SealedStream record, ErasureEvent happened)
    {
        await record.MakeReady();
        await record.Append(
            [
                record.Seals(Codecs.Erasure.NameOf(happened))
                    ? Codecs.Erasure.EncodeToSeal(happened)
                    : Codecs.Erasure.Encode(happened),
            ],
            Task.CompletedTask);
    }
}
