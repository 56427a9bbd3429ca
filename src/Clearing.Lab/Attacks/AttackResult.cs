using Clearing.Lab.Statistics;

namespace Clearing.Lab.Attacks;

/// <summary>What an attack gained under each of some rules.</summary>
/// <param name="rows">The rules' names and the figures under them.</param>
public sealed class AttackResult(
    IEnumerable<(string Cure, IReadOnlyList<(string Name, Estimate Estimate)> Figures)> rows)
{
    /// <summary>The rules' names and the figures under them.</summary>
    public IReadOnlyList<(string Cure, IReadOnlyList<(string Name, Estimate Estimate)> Figures)>
        Rows
    { get; } = [.. rows];

    /// <summary>One figure under one of the rules.</summary>
    public Estimate this[string cure, string figure] => Rows
        .Single(row => row.Cure == cure).Figures
        .Single(known => known.Name == figure).Estimate;
}
