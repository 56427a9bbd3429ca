using System.Diagnostics.Metrics;

namespace Clearing.Gateway;

/// <summary>The gateway's metrics. No metric names a seller, a market or an amount.</summary>
internal sealed class GatewayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Clearing.Gateway";

    private readonly Counter<long> _bids;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _calls;
    private readonly UpDownCounter<long> _feeds;
    private readonly Histogram<double> _lag;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        _bids = meter.CreateCounter<long>(
            "clearing.bids", "{bid}", "Bids that were answered, by outcome.");
        _refusals = meter.CreateCounter<long>(
            "clearing.problems", "{problem}", "Problems that were answered, by code.");
        _calls = meter.CreateHistogram<double>(
            "clearing.call.duration", "s", "How long the cluster took to answer.");
        _feeds =
            meter.CreateUpDownCounter<long>("clearing.feeds", "{feed}", "Feeds that are open.");
        _lag = meter.CreateHistogram<double>(
            "clearing.feed.lag", "s",
            "How long after it was durable a posting was sent to a feed.");
    }

    /// <summary>Counts bids by their outcome: <c>ACCEPTED</c> or a refusal's code.</summary>
    public void Bids(string outcome, long count = 1) =>
        _bids.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Counts a problem by its code.</summary>
    public void Problem(string code) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>Records the duration of a call to the cluster.</summary>
    public void Call(TimeSpan took) => _calls.Record(took.TotalSeconds);

    /// <summary>Counts a feed that opens (1) or ends (-1).</summary>
    public void Feed(int change) => _feeds.Add(change);

    /// <summary>
    /// Records the age of an event when it is sent to a feed that is up to date.
    /// </summary>
    public void Lag(TimeSpan age) => _lag.Record(age.TotalSeconds);
}
