using Clearing.Lab.Statistics;

namespace Clearing.Lab.Claims;

/// <summary>One claim of the article, and what the lab finds for it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Verdict">The lab's verdict, which follows from the evidence.</param>
/// <param name="Evidence">Named figures with their intervals.</param>
public sealed record Claim(
    string Text, string Verdict, IReadOnlyList<(string Name, Estimate Estimate)> Evidence);
