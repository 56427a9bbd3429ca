namespace Clearing.Journal;

/// <summary>
/// Gathers the heads of streams as they become durable, and hands them to a place outside. Safe for
/// concurrent use.
/// </summary>
/// <param name="clock">Tells when an anchor is made.</param>
public sealed class ChangedHeads(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private Dictionary<string, StreamHead> _changed = new(StringComparer.Ordinal);
    private TaskCompletionSource _urgent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes when a head has come that should not wait: a round or a market ended.
    /// </summary>
    public Task Urgent
    {
        get { lock (_gate) { return _urgent.Task; } }
    }

    /// <summary>Keeps the anchor of what changed, if anything did.</summary>
    /// <remarks>If it fails, what changed is part of the next one. One call at a time.</remarks>
    /// <param name="place">Where to.</param>
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

    /// <summary>Notes a head that is durable.</summary>
    internal void Note(StreamHead head, bool isUrgent)
    {
        TaskCompletionSource? urgent = null;
        lock (_gate)
        {
            // Two appends of one stream may be told in the other order.
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
