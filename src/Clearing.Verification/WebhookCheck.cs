using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Verification;

/// <summary>Checks that no webhook was sent an event that its source does not have.</summary>
internal sealed class WebhookCheck(StreamInfo stream, JournalFindings findings)
{
    private readonly WebhookBook _book = new(stream.Name[Streams.WebhookPrefix.Length..]);

    // Market webhooks that an earlier version added; they number events by rounds.
    private readonly HashSet<string> _byRound = new(StringComparer.Ordinal);

    /// <summary>Applies an event of the stream.</summary>
    internal void Apply(StoredEvent stored, WebhookEvent happened)
    {
        if (happened is DeliveriesTried { Tries: var tries })
        {
            findings.Expect(
                tries.Zip(tries.Skip(1)).All(pair => pair.First.Number < pair.Second.Number),
                stream.Name, "the deliveries are not by rising number", stored.Version);
        }
        if (happened is WebhookAdded added)
        {
            if (added.AllFacts) { _byRound.Remove(added.Id); }
            else { _byRound.Add(added.Id); }
        }
        _book.Apply(happened);
    }

    /// <summary>Checks the webhooks' state after their last event.</summary>
    /// <param name="withSource">True if markets and sellers were read too.</param>
    internal void Conclude(bool withSource)
    {
        // A seller's notices in a zone are read after the webhooks that sent them.
        if (_book.Source.StartsWith(Streams.ZoneSellerPrefix, StringComparison.Ordinal))
        {
            findings.Tried[_book.Source] =
                _book.Views().Select(webhook => webhook.TriedThrough).DefaultIfEmpty().Max();
            return;
        }
        foreach (var webhook in _book.Views())
        {
            var newest = _byRound.Contains(webhook.Id)
                && findings.LastRounds.TryGetValue(_book.Source, out var lastRound)
                    ? lastRound
                    : findings.Newest.GetValueOrDefault(_book.Source);
            findings.Expect(
                !withSource || webhook.TriedThrough <= newest, stream.Name,
                $"'{webhook.Id}' is at event {webhook.TriedThrough}, its source at {newest}");
        }
    }
}
