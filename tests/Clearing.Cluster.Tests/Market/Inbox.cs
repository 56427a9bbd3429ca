using System.Collections.Concurrent;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The receivers of webhooks, which are outside the cluster and outlive it.</summary>
internal sealed class Inbox : IWebhookSender
{
    private readonly ConcurrentQueue<WebhookDelivery> _came = new();
    private readonly ConcurrentQueue<(WebhookDelivery What, TaskCompletionSource<DeliveryResult> Sender)> _held = new();
    private readonly Lock _gate = new();
    private volatile Func<WebhookDelivery, DeliveryResult?> _answer = _ => DeliveryResult.Taken;

    /// <summary>A pace that polls and retries at once.</summary>
    internal static WebhookPace Pace { get; } =
        new(TimeSpan.FromMilliseconds(20), [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)]);

    /// <summary>
    /// A receiver's answer to an event; null makes it wait until there is another answer or until
    /// it is stopped.
    /// </summary>
    internal Func<WebhookDelivery, DeliveryResult?> Answer
    {
        get => _answer;
        set
        {
            lock (_gate)
            {
                _answer = value;
                for (var left = _held.Count; left > 0 && _held.TryDequeue(out var held); left--)
                {
                    AnswerOrHold(held.What, held.Sender);
                }
            }
        }
    }

    /// <summary>The events that reached a receiver.</summary>
    internal IEnumerable<WebhookDelivery> CameTo(string url) => _came.Where(one => one.Url == url);

    public Task<DeliveryResult> Send(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        _came.Enqueue(delivery);
        var sender = new TaskCompletionSource<DeliveryResult>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        AnswerOrHold(delivery, sender);
        return sender.Task.WaitAsync(cancellationToken);
    }

    private void AnswerOrHold(WebhookDelivery what, TaskCompletionSource<DeliveryResult> sender)
    {
        lock (_gate)
        {
            if (Answer(what) is { } result)
            {
                sender.SetResult(result);
            }
            else
            {
                _held.Enqueue((what, sender));
            }
        }
    }
}
