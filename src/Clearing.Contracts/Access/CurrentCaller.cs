namespace Clearing.Contracts;

/// <summary>The caller of the running method, as the silo's filter found it.</summary>
public static class CurrentCaller
{
    private static readonly AsyncLocal<CallerClaims?> Found = new();

    /// <summary>
    /// The caller; null in a call by a silo or in a process that only its own code can call.
    /// </summary>
    public static CallerClaims? Value
    {
        get => Found.Value;
        set => Found.Value = value;
    }
}
