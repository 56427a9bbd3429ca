namespace Clearing.Gateway;

/// <summary>
/// The argument <c>--no-auth</c>: serve programs of this machine without keys, even in Production.
/// It counts only on the command line, not in a settings file or an environment variable.
/// </summary>
public static class NoAuthArgument
{
    /// <summary>The argument.</summary>
    public const string Word = "--no-auth";

    /// <summary>Removes the argument from a command line; true if it was there.</summary>
    /// <param name="args">The command line; it is replaced by one without the argument.</param>
    public static bool Take(ref string[] args)
    {
        var there = args.Contains(Word);
        args = [.. args.Where(argument => argument != Word)];
        return there;
    }
}
