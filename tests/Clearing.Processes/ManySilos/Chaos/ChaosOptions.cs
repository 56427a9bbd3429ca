using System.Globalization;

namespace Clearing.Processes.ManySilos.Chaos;

/// <summary>The options of a chaos run.</summary>
/// <param name="Runs">How often each fault is injected, 1 or more.</param>
/// <param name="Names">The faults.</param>
/// <param name="Big">True to kill the silo of a large market too.</param>
internal sealed record ChaosOptions(int Runs, IReadOnlyList<string> Names, bool Big)
{
    private const string OfBigMarket = "big";

    /// <summary>Reads the options; null if they are wrong.</summary>
    internal static ChaosOptions? Parse(string[] args)
    {
        var runs = 1;
        if (args is ["--runs", var text, .. var rest])
        {
            if (!int.TryParse(text, CultureInfo.InvariantCulture, out runs) || runs < 1) { return null; }
            args = rest;
        }
        string[] faults = [.. args.Where(name => name != OfBigMarket)];
        if (faults.Any(name => !Faults.All.ContainsKey(name))) { return null; }
        return args.Length > 0
            ? new(runs, faults, Big: faults.Length < args.Length)
            : new(runs, [.. Faults.All.Keys], Big: true);
    }
}
