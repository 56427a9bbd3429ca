using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>The receivers of webhooks, outside all processes. They keep all events.</summary>
internal sealed class Receivers
{
    /// <summary>All received events, in order.</summary>
    public List<Delivered> All { get; } = [];

    /// <summary>Called for each event; true if its receiver accepts it.</summary>
    public Func<WebhookDelivery, bool> Takes { get; set; } = _ => true;

    /// <summary>Delivers an event to its receiver.</summary>
    public DeliveryResult Receive(WebhookDelivery delivery)
    {
        var taken = Takes(delivery);
        All.Add(new Delivered(delivery, taken));
        return taken ? DeliveryResult.Taken : DeliveryResult.Failed("HTTP_500");
    }
}

/// <summary>An event that reached a receiver.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Taken">True if the receiver accepted it.</param>
internal sealed record Delivered(WebhookDelivery Delivery, bool Taken);
