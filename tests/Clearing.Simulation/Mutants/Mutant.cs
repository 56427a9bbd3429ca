namespace Clearing.Simulation;

/// <summary>A deliberate bug: the production source with one place changed.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Edits">The changes, all in one assembly.</param>
public sealed record Mutant(string Name, params IReadOnlyList<Edit> Edits)
{
    /// <summary>The kind of run whose checkers look for it.</summary>
    public Type Run { get; init; } = typeof(Run);

    /// <summary>The seed at which a hunt begins: later than 1 for a bug that few seeds meet.</summary>
    public long FirstSeed { get; init; } = 1;

    /// <summary>The project whose source is changed, as in <c>src/Clearing.Market</c>.</summary>
    public string Project => string.Join('/', Edits[0].File.Split('/').Take(2));

    public override string ToString() => Name;
}

/// <summary>One change.</summary>
/// <param name="File">The file, from the root of the repository.</param>
/// <param name="Search">The text to replace, which the file has exactly once.</param>
/// <param name="Replacement">The text that replaces it.</param>
public sealed record Edit(string File, string Search, string Replacement);
