using Clearing.Journal;

namespace Clearing.Verification;

/// <summary>The counts and violations of a verification.</summary>
public sealed class JournalFindings
{
    private const int MaxKept = 1_000;
    private readonly List<Violation> _violations = [];
    private readonly List<StreamInfo> _streams = [];

    /// <summary>The streams, by name.</summary>
    public IReadOnlyList<StreamInfo> Streams => _streams;

    /// <summary>The first thousand violations.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>All violations, kept or not.</summary>
    public long ViolationCount { get; private set; }

    /// <summary>Events read.</summary>
    public long Events { get; private set; }

    /// <summary>Sealed events read, opened or not.</summary>
    public long Sealed { get; private set; }

    /// <summary>
    /// Sealed events that stayed closed. Their place, form and link were verified, but not their
    /// content.
    /// </summary>
    public long Closed { get; private set; }

    /// <summary>
    /// Sealed events that could not be opened, though nobody destroyed their key; each is a
    /// violation.
    /// </summary>
    public long Unopened { get; private set; }

    /// <summary>Events of erased sellers, which nobody can open.</summary>
    public long Erased { get; internal set; }

    /// <summary>
    /// Rounds that were not cleared again, because a lottery drew lots by ids that were erased.
    /// </summary>
    public long NotClearedAgain { get; internal set; }

    /// <summary>Heads of streams that were compared with an anchor.</summary>
    public long Anchors { get; internal set; }

    /// <summary>Rounds that were cleared again and compared.</summary>
    public long Rounds { get; internal set; }

    /// <summary>Postings whose lines were summed.</summary>
    public long Postings { get; internal set; }

    /// <summary>Snapshots that were compared with the fold of their stream.</summary>
    public long Snapshots { get; internal set; }

    /// <summary>
    /// Snapshots that count as lost, because silos ignore them: those that cannot be read or opened,
    /// are ahead of the journal, or are of another history.
    /// </summary>
    public long SnapshotsIgnored { get; internal set; }

    /// <summary>
    /// The number of the newest event, by source of webhooks, except for sellers in a zone.
    /// </summary>
    internal Dictionary<string, long> Newest { get; } = new(StringComparer.Ordinal);

    /// <summary>The last round, by stream of a market; older webhooks number by rounds.</summary>
    internal Dictionary<string, long> LastRounds { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The newest notice sent to a webhook, by stream of a seller in a zone.
    /// </summary>
    internal Dictionary<string, long> Tried { get; } = new(StringComparer.Ordinal);

    internal void Add(StreamInfo stream) => _streams.Add(stream);

    internal void CountEvent() => Events++;

    internal void CountSealed() => Sealed++;

    internal void CountClosed(bool closed) => Closed += closed ? 1 : 0;

    internal void CountUnopened() => Unopened++;

    /// <summary>Notes a violation.</summary>
    internal void Violate(string stream, long version, string rule)
    {
        ViolationCount++;
        if (_violations.Count < MaxKept)
        {
            _violations.Add(new(stream, version, rule));
        }
    }

    /// <summary>Notes a violation unless something holds.</summary>
    internal void Expect(bool holds, string stream, string rule, long version = 0)
    {
        if (!holds)
        {
            Violate(stream, version, rule);
        }
    }
}
