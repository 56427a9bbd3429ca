using System.Collections.Immutable;
using Clearing.Allocation.Warnings;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Where a webhook's events come from: a seller's ledger, its notices in a zone, or a market's
/// cleared rounds.
/// </summary>
/// <remarks>All are numbered by what is durable, and none ever calls a webhook.</remarks>
/// <param name="key"><c>seller/…</c>, <c>zone-seller/…</c> or <c>market/…</c>.</param>
/// <param name="grains">Where sellers and markets are.</param>
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

    /// <summary>The number of the newest event; 0 if there is none.</summary>
    public async Task<long> Newest()
    {
        if (_seller is not null) { return await _seller.PostingCount(); }
        if (_inZone is not null) { return await _inZone.NoticeCount(); }
        return _market is not null ? (await _market.Report()).LastRound : 0;
    }

    /// <summary>The failed events that are due, and new ones, by rising number.</summary>
    /// <remarks>
    /// For some seconds the source may be an activation that does not know yet what another one
    /// wrote: what it does not have is left out, and asked for again.
    /// </remarks>
    /// <param name="due">Which.</param>
    public async Task<ImmutableArray<SourceEvent>> Read(WebhookDue due)
    {
        var events = ImmutableArray.CreateBuilder<SourceEvent>();
        foreach (var (number, tries) in due.Retries)
        {
            if (await Find(number, tries) is { } found) { events.Add(found); }
        }
        if (due.Room > 0) { events.AddRange(await New(due.After, due.Room)); }
        return events.ToImmutable();
    }

    private async Task<SourceEvent?> Find(long number, int tries)
    {
        if (_seller is not null && await _seller.Ledger(number - 1, most: 1) is [var entry])
        {
            return new SourceEvent(number, tries, entry, null);
        }
        if (_inZone is not null && await _inZone.Notices(number - 1, most: 1) is [var notice])
        {
            return new SourceEvent(number, tries, null, null, notice);
        }
        if (_market is not null && await _market.Round(checked((int)number)) is { } round)
        {
            return new SourceEvent(number, tries, null, round);
        }
        return null;
    }

    private async Task<IEnumerable<SourceEvent>> New(long after, int most)
    {
        if (_seller is not null)
        {
            return (await _seller.Ledger(after, most))
                .Select(entry => new SourceEvent(entry.Number, 1, entry, null));
        }
        if (_inZone is not null)
        {
            return (await _inZone.Notices(after, most))
                .Select(notice => new SourceEvent(notice.Number, 1, null, null, notice));
        }
        if (_market is null || await Newest() <= after) { return []; }
        return (await _market.Rounds()).Where(round => round.Terms.Round > after).Take(most)
            .Select(round => new SourceEvent(round.Terms.Round, 1, null, round));
    }
}

/// <summary>An event of a source.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Try">How often it will have been tried when it is sent now; 1 or more.</param>
/// <param name="Posting">The posting; null for another event.</param>
/// <param name="Round">The cleared round; null for another event.</param>
/// <param name="Notice">What a seller is told of its use; null for another event.</param>
internal readonly record struct SourceEvent(
    long Number, int Try, LedgerEntry? Posting, RoundReport? Round, CapacityNotice? Notice = null);
