namespace Clearing.Journal;

/// <summary>
/// Collects the heads of streams as they become durable, and stores them outside the database. It
/// is safe for concurrent use.
/// </summary>
/// <param name="clock">Gives the time of the anchors.</param>
public sealed class ChangedHeads(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Dictionary<string, StreamHead> _changed = new(StringComparer.Ordinal);
    private TaskCompletionSource _urgent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes when a head arrives that should not wait because a round or market ended.
    /// </summary>
    public Task Urgent
    {
        get { lock (_gate) { return _urgent.Task; } }
    }

    /// <summary>Writes an anchor of the changed heads, if there are any.</summary>
    /// <remarks>
    /// If this fails, the next anchor includes these heads. Only one call may run at a time.
    /// </remarks>
    /// <param name="place">The place where the anchor is written.</param>
    public async Task Keep(IAnchor place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var changed = Take();
        if (changed.Count == 0) { return; }
        try
        {
            var (number, hash) = await place.Last().ConfigureAwait(false);
            StreamHead[] heads = [.. changed.Values
                .OrderBy(head => head.Stream, StringComparer.Ordinal)];
            await place.Keep(new(number + 1, clock.GetUtcNow(), hash, heads)).ConfigureAwait(false);
        }
        catch
        {
            foreach (var head in changed.Values) { Note(head, isUrgent: false); }
            throw;
        }
    }

    /// <summary>Notes a durable head.</summary>
    internal void Note(StreamHead head, bool isUrgent)
    {
        TaskCompletionSource? urgent = null;
        lock (_gate)
        {
            // Two appends to one stream may be reported in reverse order.
            if (!_changed.TryGetValue(head.Stream, out var known) || known.Version < head.Version)
            {
                _changed[head.Stream] = head;
            }
            if (isUrgent) { urgent = _urgent; }
        }
        urgent?.TrySetResult();
    }

    private Dictionary<string, StreamHead> Take()
    {
        lock (_gate)
        {
            var changed = _changed;
            _changed = new(StringComparer.Ordinal);
            if (_urgent.Task.IsCompleted)
            {
                _urgent = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return changed;
        }
    }
}
