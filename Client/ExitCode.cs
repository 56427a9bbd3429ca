namespace Clearing.Client;

/// <summary>The meaning of the program's exit code.</summary>
internal static class ExitCode
{
    /// <summary>Done, and everything is as it should be.</summary>
    internal const int Fine = 0;

    /// <summary>Done, but something was found or refused: differences, violations, rows.</summary>
    internal const int Differences = 1;

    /// <summary>The arguments or an input file are wrong; nothing was done.</summary>
    internal const int BadInput = 2;

    /// <summary>The environment failed: a database, a disk, a permission.</summary>
    internal const int Environment = 3;
}
