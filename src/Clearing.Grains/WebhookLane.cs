using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>
/// Sends one webhook its events, several at once; other webhooks have lanes of their own.
/// </summary>
/// <remarks>
/// It runs outside any call. An event counts as tried once that is durable; if a crash comes
/// before, it is sent again under the same id.
/// </remarks>
/// <param name="id">The webhook.</param>
/// <param name="book">The source's webhooks.</param>
/// <param name="source">Where the events come from.</param>
/// <param name="sender">Sends them.</param>
/// <param name="pace">When failed ones are tried again.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="commit">Records facts and completes when they are durable.</param>
internal sealed class WebhookLane(
    string id, Func<WebhookBook> book, WebhookSource source, IWebhookSender sender,
    WebhookPace pace, TimeProvider clock, Func<ImmutableArray<WebhookEvent>, Task> commit)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);

    /// <summary>Sends what is due and what is new, until nothing is left for now.</summary>
    /// <param name="cancellationToken">
    /// Ends the sending; what was under way is sent again later.
    /// </param>
    /// <returns>How long to wait before the next time.</returns>
    public async Task<TimeSpan> Run(CancellationToken cancellationToken)
    {
        while (book().Due(id, clock.GetUtcNow(), AtOnce, pace) is { } due)
        {
            var events = await source.Read(due).WaitAsync(cancellationToken);
            if (events.IsEmpty && !due.Retries.IsEmpty) { return pace.Look; }
            if (events.IsEmpty) { break; }
            // The address and the secrets must be durable first, as must the results of earlier
            // tries.
            await commit([]);
            // It may have been moved, paused or given other secrets since, and that may be answered.
            if (!book().IsAt(id, due.Target, clock.GetUtcNow())) { continue; }
            var results = await Task.WhenAll(
                events.Select(happened => Send(due.Target, happened, cancellationToken)));
            await commit(book().Tried(
                id, due.Target.Serial,
                [.. events.Select((happened, i) => (happened.Number, results[i]))],
                clock.GetUtcNow(), pace));
        }
        var wait = book().WaitOf(id, clock.GetUtcNow(), pace) ?? pace.Look;
        return wait > pace.Look ? pace.Look : wait > Soonest ? wait : Soonest;
    }

    private Task<DeliveryResult> Send(
        WebhookTarget target, SourceEvent happened, CancellationToken cancellationToken) =>
        sender.Send(new WebhookDelivery(
            book().Source, target.Url, target.Secrets,
            book().MessageId(happened.Number, happened.Fact is not null), happened.Try,
            happened.Posting, happened.Round)
        {
            Fact = happened.Fact,
            Notice = happened.Notice,
            ZoneTerms = happened.ZoneTerms,
            BidFact = happened.BidFact,
        }, cancellationToken);
}
