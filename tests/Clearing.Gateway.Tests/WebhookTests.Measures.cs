using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

public sealed partial class WebhookTests
{
    // What this server measures of its webhooks; others of the process have meters of their own.
    private MeterListener Measures(out ConcurrentBag<string> seen)
    {
        var meters = _server.Services.GetRequiredService<IMeterFactory>();
        var lines = seen = [];
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == WebhookMetrics.Meter && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            lines.Add($"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : "")}".TrimEnd()));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => lines.Add(instrument.Name));
        listener.Start();
        return listener;
    }
}
