using System.Collections.Immutable;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Where a webhook's events come from: a seller's ledger, its notices in a zone, its own bids in a
/// market, or a market's public facts.
/// </summary>
/// <remarks>
/// All are numbered in the order in which they became durable, and none ever calls a webhook.
/// </remarks>
/// <param name="key">
/// <c>seller/…</c>, <c>zone-seller/…</c>, <c>market-seller/…</c> or <c>market/…</c>.
/// </param>
/// <param name="grains">Gives access to sellers and markets.</param>
internal sealed class WebhookSource(string key, IGrainFactory grains)
{
    private readonly ISellerGrain? _seller = key.StartsWith(
        Streams.SellerPrefix, StringComparison.Ordinal)
        ? grains.GetGrain<ISellerGrain>(key[Streams.SellerPrefix.Length..])
        : null;

    private readonly IRoundGrain? _market = key.StartsWith(
        Streams.MarketPrefix, StringComparison.Ordinal)
        ? grains.GetGrain<IRoundGrain>(key[Streams.MarketPrefix.Length..])
        : null;

    private readonly IZoneSellerGrain? _inZone = key.StartsWith(
        Streams.ZoneSellerPrefix, StringComparison.Ordinal)
        ? grains.GetGrain<IZoneSellerGrain>(key[Streams.ZoneSellerPrefix.Length..])
        : null;

    private readonly SellerInMarket? _bids = key.StartsWith(
        Streams.MarketSellerPrefix, StringComparison.Ordinal)
        ? SellerInMarket.Of(key[Streams.MarketSellerPrefix.Length..], grains)
        : null;

    /// <summary>The number of the newest event; 0 if there is none.</summary>
    public async Task<long> Newest()
    {
        if (_seller is not null) { return await _seller.PostingCount(); }
        if (_inZone is not null) { return await _inZone.NoticeCount(); }
        if (_bids is { } own) { return await own.Book.BidFactCount(own.Seller); }
        return _market is not null ? await _market.FactCount() : 0;
    }

    /// <summary>The failed events that are due, and new ones, by ascending number.</summary>
    /// <remarks>
    /// For some seconds the source may be an activation that does not yet know what another one
    /// wrote. What it does not have is left out and asked for again.
    /// </remarks>
    /// <param name="due">Which.</param>
    public async Task<ImmutableArray<SourceEvent>> Read(WebhookDue due)
    {
        var events = ImmutableArray.CreateBuilder<SourceEvent>();
        foreach (var (number, tries) in due.Retries)
        {
            var found = due.AllFacts ? await Find(number, tries) : await FindOld(number, tries);
            if (found is { } happened) { events.Add(happened); }
        }
        if (due.Room <= 0) { return events.ToImmutable(); }
        events.AddRange(
            due.AllFacts ? await New(due.After, due.Room) : await NewOld(due.After, due.Room));
        return events.ToImmutable();
    }

    private async Task<SourceEvent?> Find(long number, int tries) =>
        await New(number - 1, most: 1) is [var only] ? only with { Try = tries } : null;

    private async Task<ImmutableArray<SourceEvent>> New(long after, int most)
    {
        if (_seller is not null)
        {
            return
            [
                .. (await _seller.Ledger(after, most))
                    .Select(entry => new SourceEvent(entry.Number, 1, Posting: entry)),
            ];
        }
        if (_inZone is not null) { return await NewNotices(_inZone, after, most); }
        if (_bids is { } own)
        {
            return
            [
                .. (await own.Book.BidFacts(own.Seller, after, most))
                    .Select(fact => new SourceEvent(fact.Number, 1, BidFact: fact)),
            ];
        }
        return _market is null
            ? []
            :
            [
                .. (await _market.Facts(after, most))
                    .Select(fact => new SourceEvent(fact.Number, 1, Fact: fact)),
            ];
    }

    private async Task<ImmutableArray<SourceEvent>> NewNotices(
        IZoneSellerGrain inZone, long after, int most)
    {
        var notices = await inZone.Notices(after, most);
        if (notices.IsEmpty) { return []; }
        var zone = ZoneKey.Split(key[Streams.ZoneSellerPrefix.Length..]).Zone;
        var terms = await grains.GetGrain<IZoneGrain>(zone).Terms();
        return
        [
            .. notices.Select(
                notice => new SourceEvent(notice.Number, 1, Notice: notice, ZoneTerms: terms)),
        ];
    }

    // Webhooks that were added before markets numbered their facts go by rounds.
    private async Task<SourceEvent?> FindOld(long number, int tries) =>
        _market is null ? await Find(number, tries)
        : await _market.Round(checked((int)number)) is { } round
            ? new SourceEvent(number, tries, Round: round)
            : null;

    private async Task<ImmutableArray<SourceEvent>> NewOld(long after, int most)
    {
        if (_market is null) { return await New(after, most); }
        if ((await _market.Report()).LastRound <= after) { return []; }
        return
        [
            .. (await _market.Rounds()).Where(round => round.Terms.Round > after).Take(most)
                .Select(round => new SourceEvent(round.Terms.Round, 1, Round: round)),
        ];
    }

    private sealed record SellerInMarket(IRoundBook Book, string Seller)
    {
        public static SellerInMarket Of(string key, IGrainFactory grains)
        {
            var (market, seller) = MarketSellerKey.Split(key);
            return new(grains.GetGrain<IRoundBook>(market), seller);
        }
    }
}

/// <summary>An event of a source.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Try">How many tries it will have had, counting this one; 1 or more.</param>
/// <param name="Posting">The posting; null for other events.</param>
/// <param name="Round">The cleared round, where rounds are numbers; null for other events.</param>
/// <param name="Fact">The public fact of a market; null for other events.</param>
/// <param name="Notice">What a seller is told of its use; null for other events.</param>
/// <param name="BidFact">What a seller did to its bid; null for other events.</param>
/// <param name="ZoneTerms">The terms of the notice's zone; null for other events.</param>
internal readonly record struct SourceEvent(
    long Number, int Try, LedgerEntry? Posting = null, RoundReport? Round = null,
    PublicFact? Fact = null, CapacityNotice? Notice = null, BidFact? BidFact = null,
    ZoneTerms? ZoneTerms = null);
