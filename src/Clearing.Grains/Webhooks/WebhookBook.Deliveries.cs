using System.Collections.Immutable;

namespace Clearing.Grains.Webhooks;

public sealed partial class WebhookBook
{
    /// <summary>
    /// The most failed events that wait for another try; beyond that, new events wait in the
    /// source.
    /// </summary>
    private const int MaxOutstanding = 100;

    /// <summary>
    /// Where a webhook's events go, even if it is off; null if it does not exist.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="now">The time.</param>
    public WebhookTarget? Target(string id, DateTimeOffset now) =>
        _webhooks.GetValueOrDefault(id)?.TargetAt(now);

    /// <summary>Whether a webhook is on, and its events still go to the same place.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="target">Where its events were to go.</param>
    /// <param name="now">The time.</param>
    public bool IsAt(string id, WebhookTarget target, DateTimeOffset now) =>
        _webhooks.TryGetValue(id, out var webhook) && webhook.Stage == WebhookStage.On
        && webhook.TargetAt(now) is var at && at.Serial == target.Serial && at.Url == target.Url
        && at.Secrets.SequenceEqual(target.Secrets);

    /// <summary>What a webhook is to be sent now; null if it is off or does not exist.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="now">The time.</param>
    /// <param name="most">The most events to give.</param>
    /// <param name="pace">How long failed events wait.</param>
    public WebhookDue? Due(string id, DateTimeOffset now, int most, WebhookPace pace)
    {
        if (!_webhooks.TryGetValue(id, out var webhook) || webhook.Stage != WebhookStage.On)
        {
            return null;
        }
        ImmutableArray<DueRetry> retries =
        [
            .. webhook.Outstanding.Where(failed => IsDue(failed.Value, now, pace)).Take(most)
                .Select(failed => new DueRetry(failed.Key, failed.Value.Tries + 1)),
        ];
        var room = Math.Min(most - retries.Length, MaxOutstanding - webhook.Outstanding.Count);
        return new WebhookDue(
            webhook.TargetAt(now), retries, webhook.Cursor, Math.Max(0, room), webhook.AllFacts);
    }

    /// <summary>
    /// How long until the next failed event of a webhook is due; null if it is off or none waits.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="now">The time.</param>
    /// <param name="pace">How long failed events wait.</param>
    public TimeSpan? WaitOf(string id, DateTimeOffset now, WebhookPace pace) =>
        _webhooks.TryGetValue(id, out var webhook)
            && webhook is { Stage: WebhookStage.On, Outstanding.Count: > 0 }
            ? webhook.Outstanding.Values.Min(
                retry => IsDue(retry, now, pace) ? TimeSpan.Zero : retry.NextAt - now)
            : null;

    /// <summary>
    /// Decides what follows from tries to deliver; a result that no longer matters gives no event.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="serial">The serial of the webhook for which the tries were made.</param>
    /// <param name="results">How each try went, by ascending number of the events.</param>
    /// <param name="now">The time.</param>
    /// <param name="pace">When failed ones are tried again.</param>
    public ImmutableArray<WebhookEvent> Tried(
        string id, int serial, ImmutableArray<(long Number, DeliveryResult Result)> results,
        DateTimeOffset now, WebhookPace pace)
    {
        if (!_webhooks.TryGetValue(id, out var webhook) || webhook.Serial != serial) { return []; }
        ImmutableArray<DeliveryTry> tries =
        [
            .. results.Where(tried => IsWanted(webhook, tried.Number))
                .Select(tried => TryOf(webhook, tried.Number, tried.Result, now, pace)),
        ];
        if (tries.IsEmpty) { return []; }
        var events = ImmutableArray.Create<WebhookEvent>(new DeliveriesTried(id, tries));
        var gone = results.Any(tried => tried.Result.Answer == ReceiverAnswer.Gone);
        return webhook.Stage == WebhookStage.On && OffAfter(webhook, tries, gone, pace) is { } stage
            ? events.Add(new WebhookSwitchedOff(id, stage))
            : events;
    }

    // An event that would wait longer than the longest wait was delayed by a clock that was wrong.
    private static bool IsDue(Retry retry, DateTimeOffset now, WebhookPace pace) =>
        retry.NextAt <= now || retry.NextAt - now > pace.MaxWait;

    private static bool IsWanted(Webhook webhook, long number) =>
        number > webhook.Cursor || webhook.Outstanding.ContainsKey(number);

    private static DeliveryTry TryOf(
        Webhook webhook, long number, DeliveryResult result, DateTimeOffset now, WebhookPace pace)
    {
        var tries = TriesOf(webhook, number) + 1;
        return result.Answer == ReceiverAnswer.Taken
            ? new DeliveryTry(number, tries, null, null)
            : new DeliveryTry(
                number, tries, result.Reason, now + pace.WaitAfter(tries, result.RetryAfter));
    }

    private static int TriesOf(Webhook webhook, long number) =>
        webhook.Outstanding.GetValueOrDefault(number).Tries;

    private static WebhookStage? OffAfter(
        Webhook webhook, ImmutableArray<DeliveryTry> tries, bool gone, WebhookPace pace)
    {
        if (gone) { return WebhookStage.Gone; }
        return tries.Any(tried => tried is { Failure: not null, NextAt: null })
            && webhook.FailuresAfter(tries) >= pace.Tries
            ? WebhookStage.Failing
            : null;
    }
}
