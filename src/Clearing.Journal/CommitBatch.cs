namespace Clearing.Journal;

/// <summary>The appends of one transaction, joined by stream.</summary>
/// <remarks>
/// Appends that build on each other become one. A conflict of the first then also fails the later
/// ones, which the version alone could not ensure, and the store sees each stream once. An append
/// that does not build on the previous one waits for the next transaction, as do all that follow
/// it in its stream.
/// </remarks>
/// <param name="options">The limits of a transaction.</param>
/// <param name="waiting">The number of appends that wait to be added.</param>
internal sealed class CommitBatch(GroupCommitOptions options, int waiting)
{
    private readonly Dictionary<string, Chain> _chains =
        new(Math.Min(waiting, options.MaxEvents), StringComparer.Ordinal);

    private readonly List<Chain> _sequence = new(Math.Min(waiting, options.MaxEvents));
    private long _bytes;

    public int Events { get; private set; }

    /// <summary>When the transaction began; used only for metrics.</summary>
    public long BeganAt { get; set; }

    public bool IsEmpty => _sequence.Count == 0;

    public bool IsFull { get; private set; }

    /// <summary>Adds an append; false if it must wait for the next transaction.</summary>
    public bool TryAdd(PendingAppend append)
    {
        if (IsFull || !_chains.TryGetValue(append.Stream, out var chain))
        {
            chain = null;
        }
        if (chain is not null && !chain.Accepts(append))
        {
            return false;
        }
        if (!Fits(append))
        {
            IsFull = true;
            return false;
        }
        if (chain is null)
        {
            _chains.Add(append.Stream, chain = new Chain(append));
            _sequence.Add(chain);
        }
        else
        {
            chain.Add(append);
        }
        Events += append.Events.Count;
        _bytes += append.Bytes;
        return true;
    }

    public IReadOnlyList<StreamAppend> ToAppends() => _sequence.ConvertAll(c => c.ToAppend());

    public void Answer(IReadOnlyList<AppendStatus> statuses)
    {
        if (statuses.Count != _sequence.Count)
        {
            throw new InvalidOperationException(
                "The store did not answer each append of the batch.");
        }
        for (var i = 0; i < _sequence.Count; i++)
        {
            _sequence[i].Answer(statuses[i]);
        }
    }

    public void Fail(Exception cause)
    {
        foreach (var append in _sequence.SelectMany(c => c.Links))
        {
            append.Fail(cause);
        }
    }

    private bool Fits(PendingAppend append) =>
        !IsFull && (IsEmpty || (Events + append.Events.Count <= options.MaxEvents
            && _bytes + append.Bytes <= options.MaxBytes));

    /// <summary>Appends to one stream, each building on the one before it.</summary>
    private sealed class Chain(PendingAppend first)
    {
        private long _version = first.ExpectedVersion + first.Events.Count;
        private bool _broken;

        // Most chains have one link.
        private List<PendingAppend>? _later;

        public IEnumerable<PendingAppend> Links => _later is null ? [first] : [first, .. _later];

        public bool Accepts(PendingAppend append)
        {
            _broken |= append.ExpectedVersion != _version;
            return !_broken;
        }

        public void Add(PendingAppend append)
        {
            (_later ??= []).Add(append);
            _version += append.Events.Count;
        }

        public StreamAppend ToAppend() => new(
            first.Stream, first.ExpectedVersion,
            _later is null ? first.Events : [.. Links.SelectMany(l => l.Events)]);

        public void Answer(AppendStatus status)
        {
            Answer(first, status);
            if (_later is null) { return; }
            foreach (var link in _later) { Answer(link, status); }
        }

        private static void Answer(PendingAppend link, AppendStatus status)
        {
            if (status == AppendStatus.Written) { link.Written(); } else { link.Conflict(); }
        }
    }
}
