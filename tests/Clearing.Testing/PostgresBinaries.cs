namespace Clearing.Testing;

/// <summary>Finds PostgreSQL's programs on this machine.</summary>
public static class PostgresBinaries
{
    /// <summary>
    /// The folder with <c>initdb</c> and <c>pg_ctl</c>; null if there is none.
    /// </summary>
    /// <remarks>
    /// The variable <c>CLEARING_POSTGRES_BIN</c> names it; otherwise the newest below
    /// <c>/usr/lib/postgresql</c>, then the path.
    /// </remarks>
    public static string? Folder { get; } = Find();

    /// <summary>Why tests that need PostgreSQL are skipped.</summary>
    public const string Missing =
        "PostgreSQL is not installed: no initdb in $CLEARING_POSTGRES_BIN, "
        + "/usr/lib/postgresql/*/bin or $PATH.";

    /// <summary>The reason to skip a test that needs PostgreSQL; null to run it.</summary>
    public static string? SkipReason => Folder is null ? Missing : null;

    /// <summary>
    /// True if a folder holds both programs; a link counts only if its target exists.
    /// </summary>
    public static bool IsComplete(string folder) =>
        IsThere(Path.Combine(folder, "initdb")) && IsThere(Path.Combine(folder, "pg_ctl"));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CLEARING_POSTGRES_BIN") is { Length: > 0 } named)
        {
            return IsComplete(named) ? named : null;
        }
        const string Installed = "/usr/lib/postgresql";
        var versions = Directory.Exists(Installed) ? Directory.GetDirectories(Installed) : [];
        return versions
            .OrderByDescending(v => int.TryParse(Path.GetFileName(v), out var n) ? n : 0)
            .Select(v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(IsComplete);
    }

    // For .NET a link exists even if its target does not.
    private static bool IsThere(string program) =>
        File.Exists(program)
        && File.ResolveLinkTarget(program, returnFinalTarget: true) is null or { Exists: true };
}
