namespace Clearing.Silo;

/// <summary>
/// The word <c>--unsealed</c>: keep the journal readable in the database, also in Production. Only
/// a command line can say it, never a settings file or an environment variable.
/// </summary>
internal static class UnsealedArgument
{
    private const string Word = "--unsealed";

    /// <summary>Removes the argument from a command line; true if it was there.</summary>
    /// <param name="args">The command line; replaced by one without the word.</param>
    public static bool Take(ref string[] args)
    {
        var there = args.Contains(Word);
        args = [.. args.Where(argument => argument != Word)];
        return there;
    }
}
