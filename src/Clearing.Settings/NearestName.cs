namespace Clearing.Settings;

/// <summary>Finds the known name that a misspelt name probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name that differs least; null if none is near.</summary>
    /// <remarks>
    /// A name is near if reaching it takes at most one edit per three of its letters. An edit adds,
    /// drops, changes or swaps letters; case is ignored.
    /// </remarks>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The known names.</param>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        return known
            .Select(candidate => (Name: candidate, Steps: Steps(name, candidate)))
            .Where(candidate => candidate.Steps * 3 <= candidate.Name.Length)
            .OrderBy(candidate => candidate.Steps)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    // Optimal string alignment: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance
    private static int Steps(string a, string b)
    {
        var steps = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                steps[i, j] = i == 0 ? j : j == 0 ? i : Best(steps, a, b, i, j);
            }
        }
        return steps[a.Length, b.Length];
    }

    private static int Best(int[,] steps, string a, string b, int i, int j)
    {
        var changed = steps[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
        var best = Math.Min(changed, 1 + Math.Min(steps[i - 1, j], steps[i, j - 1]));
        var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
        return swapped ? Math.Min(best, steps[i - 2, j - 2] + 1) : best;
    }

    private static bool Same(char a, char b) =>
        char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
