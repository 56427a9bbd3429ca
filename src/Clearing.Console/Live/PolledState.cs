namespace Clearing.Pages.Live;

/// <summary>
/// Makes a feed's source out of a state that can only be read: each change is an event.
/// </summary>
/// <typeparam name="T">The state.</typeparam>
/// <param name="read">Reads it, given what was seen before.</param>
/// <param name="same">True if two states show the same.</param>
internal sealed class PolledState<T>(
    Func<T?, CancellationToken, Task<T>> read, Func<T, T, bool> same)
    where T : class
{
    private T? _seen;
    private long _number;

    /// <summary>How the source is read.</summary>
    public FeedReader Reader => new(Newest, After);

    private async Task<long> Newest(CancellationToken cancellationToken)
    {
        var now = await read(_seen, cancellationToken);
        if (_seen is null || !same(_seen, now))
        {
            Volatile.Write(ref _seen, now);
            _number++;
        }
        return _number;
    }

    // A follower that is behind needs only the latest one, because a state has no history.
    private Task<ImmutableArray<FeedEvent>> After(long after, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<FeedEvent>>(
            _seen is { } seen && after < _number ? [new(_number, null, "sight", seen)] : []);
}
