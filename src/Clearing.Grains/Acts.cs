using System.Collections.Immutable;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Webhooks;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Puts on record who made the call that runs, with what the call changes.</summary>
internal static class Acts
{
    private const int MaxRequestIdLength = 128;

    /// <summary>
    /// Who made the call that runs; null if a silo did, or code of the silo's own process.
    /// </summary>
    /// <param name="clock">The process's clock.</param>
    /// <exception cref="ArgumentException">The reason is longer than a note may be, or the request's
    /// id than 128 characters.</exception>
    public static Act? Now(TimeProvider clock)
    {
        var reason = RequestContext.Get(CallContext.Reason) as string;
        if (reason is not null && !NoteRule.Allows(reason))
        {
            throw new ArgumentException(
                $"A reason has 1 to {NoteRule.MaxLength} characters, not {reason.Length}.");
        }
        var requestId = RequestContext.Get(CallContext.RequestId) as string;
        if (requestId is { Length: 0 or > MaxRequestIdLength })
        {
            throw new ArgumentException(
                $"A request's id has 1 to {MaxRequestIdLength} characters, not {requestId.Length}.");
        }
        return RequestContext.Get(CallContext.By) is string { Length: > 0 } by
            ? new(by, clock.GetUtcNow(), reason, requestId)
            : null;
    }

    /// <summary>
    /// Who made the call that runs, whatever the call itself claims; what it claims only where nobody
    /// is known, in a process that accepts no calls from outside.
    /// </summary>
    /// <param name="claimed">The name in the call's arguments.</param>
    public static string NameOr(string claimed) =>
        RequestContext.Get(CallContext.By) is string { Length: > 0 } by ? by : claimed;

    /// <summary>The decision with the act on each of its events.</summary>
    public static Decision<TStatus, MarketEvent> By<TStatus>(
        this Decision<TStatus, MarketEvent> decision, Act? act) =>
        act is null || decision.Events.IsEmpty
            ? decision
            : new(decision.Answer, [.. decision.Events.Select(
                happened => happened is MarketAct of ? of with { Act = act } : happened)]);

    /// <summary>The events with the act on each.</summary>
    public static ImmutableArray<SellerEvent> By(
        this ImmutableArray<SellerEvent> events, Act? act) =>
        act is null || events.IsEmpty
            ? events
            : [.. events.Select(
                happened => happened is SellerAct of ? of with { Act = act } : happened)];

    /// <summary>The events with the act on each.</summary>
    public static ImmutableArray<ZoneEvent> By(this ImmutableArray<ZoneEvent> events, Act? act) =>
        act is null || events.IsEmpty
            ? events
            : [.. events.Select(happened => happened is ZoneAct of ? of with { Act = act } : happened)];

    /// <summary>The events with the act on each.</summary>
    public static ImmutableArray<WebhookEvent> By(
        this ImmutableArray<WebhookEvent> events, Act? act) =>
        act is null || events.IsEmpty
            ? events
            : [.. events.Select(
                happened => happened is WebhookAct of ? of with { Act = act } : happened)];
}
