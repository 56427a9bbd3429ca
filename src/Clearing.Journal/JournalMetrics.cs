using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Clearing.Journal;

/// <summary>
/// The metrics of all journals of a process together. No metric names a stream.
/// </summary>
internal static class JournalMetrics
{
    /// <summary>The name of the meter and of the trace source.</summary>
    public const string Name = "Clearing.Journal";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "clearing.commit.duration", "s", "How long a transaction took, by outcome.");

    private static readonly Histogram<long> Size = Meter.CreateHistogram<long>(
        "clearing.commit.events", "{event}", "Events of a transaction.");

    /// <summary>The current timestamp, to measure from.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Counts a finished transaction.</summary>
    /// <param name="batch">The batch of the transaction.</param>
    /// <param name="durable">False if it failed or its outcome is unknown.</param>
    public static void Written(CommitBatch batch, bool durable)
    {
        if (!Duration.Enabled) { return; }
        Duration.Record(
            Stopwatch.GetElapsedTime(batch.BeganAt).TotalSeconds,
            new KeyValuePair<string, object?>("outcome", durable ? "DURABLE" : "FAILED"));
        Size.Record(batch.Events);
    }

    /// <summary>
    /// Records a span from an append to its durability in the trace of the appending caller.
    /// </summary>
    public static void Trace(Task appended, int events)
    {
        if (!Source.HasListeners() || Source.StartActivity("journal append") is not { } span)
        {
            return;
        }
        span.SetTag("clearing.events", events);
        Activity.Current = span.Parent;
        _ = appended.ContinueWith(
            static (done, state) =>
            {
                var ended = (Activity)state!;
                if (!done.IsCompletedSuccessfully) { ended.SetStatus(ActivityStatusCode.Error); }
                ended.Stop();
            },
            span, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
