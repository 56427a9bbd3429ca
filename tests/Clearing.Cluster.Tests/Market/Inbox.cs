using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The receivers of webhooks. They are outside of the cluster and outlive it.</summary>
internal sealed class Inbox : IWebhookSender
{
    private readonly ConcurrentQueue<WebhookDelivery> _came = new();

    /// <summary>Looks and tries again at once.</summary>
    internal static WebhookPace Pace { get; } =
        new(TimeSpan.FromMilliseconds(20), [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)]);

    /// <summary>What a receiver makes of an event; null lets it wait until it is stopped.</summary>
    internal Func<WebhookDelivery, DeliveryResult?> Answer { get; set; } = _ => DeliveryResult.Taken;

    /// <summary>What came to a receiver.</summary>
    internal IEnumerable<WebhookDelivery> CameTo(string url) => _came.Where(one => one.Url == url);

    public Task<DeliveryResult> Send(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        _came.Enqueue(delivery);
        return Answer(delivery) is { } result
            ? Task.FromResult(result)
            : new TaskCompletionSource<DeliveryResult>().Task.WaitAsync(cancellationToken);
    }
}
