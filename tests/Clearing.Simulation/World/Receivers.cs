using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>The receivers of webhooks: they are outside of all processes and forget nothing.</summary>
internal sealed class Receivers
{
    /// <summary>What came, in order.</summary>
    public List<Delivered> All { get; } = [];

    /// <summary>Called when an event comes; true if its receiver takes it.</summary>
    public Func<WebhookDelivery, bool> Takes { get; set; } = _ => true;

    /// <summary>An event comes to its receiver.</summary>
    public DeliveryResult Receive(WebhookDelivery delivery)
    {
        var taken = Takes(delivery);
        All.Add(new Delivered(delivery, taken));
        return taken ? DeliveryResult.Taken : DeliveryResult.Failed("HTTP_500");
    }
}

/// <summary>An event that came to a receiver.</summary>
/// <param name="Delivery">As it came.</param>
/// <param name="Taken">Whether the receiver took it.</param>
internal sealed record Delivered(WebhookDelivery Delivery, bool Taken);
