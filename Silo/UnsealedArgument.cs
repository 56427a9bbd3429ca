namespace Clearing.Silo;

/// <summary>
/// The argument <c>--unsealed</c>: keep the journal readable in the database, even in Production.
/// It counts only on the command line, not in a settings file or an environment variable.
/// </summary>
internal static class UnsealedArgument
{
    /// <summary>The argument.</summary>
    internal const string Word = "--unsealed";

    /// <summary>Removes the argument from a command line; true if it was there.</summary>
    /// <param name="args">The command line; it is replaced by one without the argument.</param>
    public static bool Take(ref string[] args)
    {
        var there = args.Contains(Word);
        args = [.. args.Where(argument => argument != Word)];
        return there;
    }
}
