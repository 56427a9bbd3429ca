using Clearing.Journal;

namespace Clearing.Client.Verify;

/// <summary>What a verification has seen and found.</summary>
internal sealed class JournalFindings
{
    private const int MostKept = 1_000;
    private readonly List<Violation> _violations = [];
    private readonly List<StreamInfo> _streams = [];

    /// <summary>The streams, by name.</summary>
    internal IReadOnlyList<StreamInfo> Streams => _streams;

    /// <summary>The first thousand violations.</summary>
    internal IReadOnlyList<Violation> Violations => _violations;

    /// <summary>All violations, kept or not.</summary>
    internal long ViolationCount { get; private set; }

    /// <summary>Events read.</summary>
    internal long Events { get; private set; }

    /// <summary>Rounds that were cleared again and compared.</summary>
    internal long Rounds { get; set; }

    /// <summary>Postings whose lines were summed.</summary>
    internal long Postings { get; set; }

    /// <summary>Snapshots that were compared with the fold of their stream.</summary>
    internal long Snapshots { get; set; }

    /// <summary>
    /// By stream of a market or seller: the number of the newest event of its feed.
    /// </summary>
    internal Dictionary<string, long> Newest { get; } = new(StringComparer.Ordinal);

    internal void Add(StreamInfo stream) => _streams.Add(stream);

    internal void CountEvent() => Events++;

    /// <summary>Notes a violation.</summary>
    internal void Violate(string stream, long version, string rule)
    {
        ViolationCount++;
        if (_violations.Count < MostKept)
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
