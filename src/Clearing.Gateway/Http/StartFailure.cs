namespace Clearing.Gateway;

/// <summary>Says in one line why a server did not start.</summary>
public static class StartFailure
{
    /// <summary>The words of the cause; of an address that is taken, those that name it.</summary>
    /// <param name="failed">What the start ended with.</param>
    public static string Text(Exception failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        return (failed as IOException ?? failed.GetBaseException()).Message;
    }
}
