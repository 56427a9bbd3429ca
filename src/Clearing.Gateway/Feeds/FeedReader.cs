namespace Clearing.Gateway;

/// <summary>Reads the source of a feed. Every failure is retried.</summary>
/// <param name="Newest">Reads the number of the newest durable event; 0 if there is none.</param>
/// <param name="After">
/// Reads events after a number, ascending: at least one if there is any, but not always all.
/// </param>
internal sealed record FeedReader(
    Func<CancellationToken, Task<long>> Newest,
    Func<long, CancellationToken, Task<ImmutableArray<FeedEvent>>> After);

/// <summary>An event of a feed.</summary>
/// <param name="Number">The event's number among the durable events of its source.</param>
/// <param name="RecordedAt">When it was recorded; null if the source does not say.</param>
/// <param name="Kind">One of <see cref="EventTypes"/>.</param>
/// <param name="Event">The data to send.</param>
internal readonly record struct FeedEvent(
    long Number, DateTimeOffset? RecordedAt, string Kind, object Event);
