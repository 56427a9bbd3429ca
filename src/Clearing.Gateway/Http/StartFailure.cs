namespace Clearing.Gateway;

/// <summary>Explains in one line why a server did not start.</summary>
public static class StartFailure
{
    /// <summary>The message of the cause; for an address in use, the one that names it.</summary>
    /// <param name="failed">The exception of the start.</param>
    public static string Text(Exception failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        return (failed as IOException ?? failed.GetBaseException()).Message;
    }
}
