using System.Globalization;

namespace Clearing.Fuzz;

/// <summary>What came of damaged inputs.</summary>
internal sealed class FuzzReport
{
    private readonly SortedDictionary<string, (long Taken, long Refused)> _targets =
        new(StringComparer.Ordinal);

    /// <summary>Inputs that ended in neither a value nor a clear error.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The longest that one input took.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>By target: inputs that were taken, and that were refused.</summary>
    public IReadOnlyDictionary<string, (long Taken, long Refused)> Targets => _targets;

    public void Count(string target, bool taken)
    {
        var (yes, no) = _targets.GetValueOrDefault(target);
        _targets[target] = taken ? (yes + 1, no) : (yes, no + 1);
    }

    public override string ToString() => string.Join('\n',
        Targets.Select(target => string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Key}: {target.Value.Taken} taken, {target.Value.Refused} refused"))
        .Append(string.Create(
            CultureInfo.InvariantCulture,
            $"{Failures.Count} failures; the slowest took {Slowest.TotalMilliseconds:F0} ms"))
        .Concat(Failures));
}
