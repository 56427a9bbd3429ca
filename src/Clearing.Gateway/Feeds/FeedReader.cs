namespace Clearing.Gateway;

/// <summary>How a feed's source is read. Every failure is retried.</summary>
/// <param name="Newest">The number of the newest durable event; 0 if there is none.</param>
/// <param name="After">
/// Events after a number, in rising order: at least one if there is one, not always all.
/// </param>
internal sealed record FeedReader(
    Func<CancellationToken, Task<long>> Newest,
    Func<long, CancellationToken, Task<ImmutableArray<FeedEvent>>> After);

/// <summary>An event of a feed.</summary>
/// <param name="Number">Its place among the durable events of its source.</param>
/// <param name="RecordedAt">When it became durable; null where the source does not tell.</param>
/// <param name="Kind">What it is: one of <see cref="EventTypes"/>.</param>
/// <param name="Event">What is sent.</param>
internal readonly record struct FeedEvent(
    long Number, DateTimeOffset? RecordedAt, string Kind, object Event);
