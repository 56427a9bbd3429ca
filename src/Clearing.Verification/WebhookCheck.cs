using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Verification;

/// <summary>Folds a stream of webhooks: none was sent what its source does not have.</summary>
internal sealed class WebhookCheck(StreamInfo stream, JournalFindings findings)
{
    private readonly WebhookBook _book = new(stream.Name[Streams.WebhookPrefix.Length..]);

    /// <summary>Applies an event of the stream.</summary>
    internal void Apply(StoredEvent stored, WebhookEvent happened)
    {
        if (happened is DeliveriesTried { Tries: var tries })
        {
            findings.Expect(
                tries.Zip(tries.Skip(1)).All(pair => pair.First.Number < pair.Second.Number),
                stream.Name, "the deliveries are not by rising number", stored.Version);
        }
        _book.Apply(happened);
    }

    /// <summary>Checks the webhooks as they stand after their last event.</summary>
    /// <param name="withSource">Whether markets and sellers were read too.</param>
    internal void Conclude(bool withSource)
    {
        var newest = findings.Newest.GetValueOrDefault(_book.Source);
        foreach (var webhook in _book.Views())
        {
            findings.Expect(
                !withSource || webhook.TriedThrough <= newest, stream.Name,
                $"'{webhook.Id}' is at event {webhook.TriedThrough}, its source at {newest}");
        }
    }
}
