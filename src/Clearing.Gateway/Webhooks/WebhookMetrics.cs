using System.Diagnostics.Metrics;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// The metrics of webhooks. No metric names a seller, a receiver or an amount.
/// </summary>
internal sealed class WebhookMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Clearing.Webhooks";

    private readonly Counter<long> _tries;
    private readonly Counter<long> _dead;
    private readonly Histogram<double> _lag;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        _tries = meter.CreateCounter<long>(
            "clearing.webhook.tries", "{try}", "Tries to deliver an event, by outcome.");
        _dead = meter.CreateCounter<long>(
            "clearing.webhook.dead_letters", "{event}", "Events that failed at their last try.");
        _lag = meter.CreateHistogram<double>(
            "clearing.webhook.lag", "s",
            "How long after it was durable a posting was taken at once.");
    }

    /// <summary>Counts an attempt; if the last one fails, the event is a dead letter.</summary>
    public void Tried(DeliveryResult result, bool isLast)
    {
        _tries.Add(1, new KeyValuePair<string, object?>("outcome", result.Reason ?? "TAKEN"));
        if (isLast && result.Answer != ReceiverAnswer.Taken) { _dead.Add(1); }
    }

    /// <summary>Records the age of a posting accepted at the first attempt.</summary>
    public void Lag(TimeSpan age) => _lag.Record(age.TotalSeconds);
}
