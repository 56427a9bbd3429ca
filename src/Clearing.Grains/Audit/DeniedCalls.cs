using Clearing.Grains.Events;

namespace Clearing.Grains.Audit;

/// <summary>Counts denied calls until they are kept. It is safe for concurrent use.</summary>
/// <remarks>
/// Its memory is bounded: when more callers and codes come than fit, the rest of a minute is counted
/// together under <c>*</c>. There are two codes, so a caller has at most two rows a minute. Counting
/// never waits for anything.
/// </remarks>
/// <param name="clock">Gives the minute.</param>
public sealed class DeniedCalls(TimeProvider clock)
{
    /// <summary>The maximum number of rows that wait to be kept, without those of <c>*</c>.</summary>
    public const int MaxRows = 1_000;

    // Beyond so many minutes that could not be kept, the latest of them has the rest.
    private const int MaxMinutes = 60;
    private const string Others = "*";
    private readonly Lock _gate = new();
    private Dictionary<(DateTimeOffset Minute, string Caller, string Code), long> _counts = [];

    /// <summary>Counts a call.</summary>
    /// <param name="caller">The subject of the caller's token.</param>
    /// <param name="code">The code of the refusal.</param>
    public void Note(string caller, string code)
    {
        var now = clock.GetUtcNow();
        Add(now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute)), new(caller, code, 1));
    }

    /// <summary>Takes all counts, oldest minute first; one that is not over may follow again.</summary>
    public IReadOnlyList<CallsDenied> Take()
    {
        Dictionary<(DateTimeOffset Minute, string Caller, string Code), long> taken;
        lock (_gate) { (taken, _counts) = (_counts, []); }
        return
        [
            .. taken.GroupBy(row => row.Key.Minute).OrderBy(minute => minute.Key)
                .Select(minute => new CallsDenied(minute.Key,
                [
                    .. minute.OrderBy(row => row.Key.Caller, StringComparer.Ordinal)
                        .ThenBy(row => row.Key.Code, StringComparer.Ordinal)
                        .Select(row => new DeniedRow(row.Key.Caller, row.Key.Code, row.Value)),
                ])),
        ];
    }

    /// <summary>Puts counts back that could not be kept.</summary>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    public void PutBack(IEnumerable<CallsDenied> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        foreach (var minute in taken)
        {
            foreach (var row in minute.Rows) { Add(minute.Minute, row); }
        }
    }

    private void Add(DateTimeOffset minute, DeniedRow row)
    {
        lock (_gate)
        {
            var place = (minute, row.Caller, row.Code);
            if (!_counts.ContainsKey(place) && _counts.Count >= MaxRows) { place = RestOf(minute); }
            _counts[place] = _counts.GetValueOrDefault(place) + row.Count;
        }
    }

    private (DateTimeOffset Minute, string Caller, string Code) RestOf(DateTimeOffset minute) =>
        _counts.Count < MaxRows + MaxMinutes
            ? (minute, Others, Others)
            : _counts.Keys.Where(row => row.Caller == Others).Max();
}
