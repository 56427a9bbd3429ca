using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Clearing.Grains.Webhooks;

/// <summary>The webhooks of one source: a seller's ledger, or a market's public facts.</summary>
/// <remarks>
/// Each webhook has its own position in the source, failures and dead letters, so that none holds
/// up another. Commands decide and change nothing; <see cref="Apply"/> only copies facts.
/// </remarks>
/// <param name="source"><c>seller/…</c> or <c>market/…</c>.</param>
public sealed partial class WebhookBook(string source)
{
    private readonly SortedDictionary<string, Webhook> _webhooks = new(StringComparer.Ordinal);
    private int _serial;

    /// <summary>The source.</summary>
    public string Source { get; } = source;

    /// <summary>The ids of all webhooks, in ordinal order.</summary>
    public IEnumerable<string> Ids => _webhooks.Keys;

    /// <summary>True if a webhook is sent events.</summary>
    public bool AnyOn => _webhooks.Values.Any(known => known.Stage == WebhookStage.On);

    /// <summary>All webhooks, by id.</summary>
    public ImmutableArray<WebhookView> Views() =>
        [.. _webhooks.Values.Select(known => known.View())];

    /// <summary>
    /// A page of a webhook's dead letters, by number; null if there is no such webhook.
    /// </summary>
    /// <param name="id">The webhook.</param>
    /// <param name="after">The number of the last one already seen; 0 from the start.</param>
    /// <param name="most">The maximum number to return.</param>
    public ImmutableArray<DeadLetter>? DeadLetters(string id, long after, int most) =>
        _webhooks.TryGetValue(id, out var webhook)
            ? [.. webhook.Dead.Values.Where(dead => dead.Number > after).Take(most)]
            : null;

    /// <summary>
    /// The id under which an event is sent. It never changes, so that a receiver can recognize
    /// duplicates.
    /// </summary>
    /// <param name="number">The event's number in the source.</param>
    /// <param name="isFact">True if the number is that of a fact; false for a round.</param>
    public string MessageId(long number, bool isFact = false)
    {
        var name = isFact ? $"{Source}\nfact\n{number}" : $"{Source}\n{number}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return $"msg_{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    private Webhook Known(string id) => _webhooks[id];
}
