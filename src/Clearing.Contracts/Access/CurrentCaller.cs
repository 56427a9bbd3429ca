namespace Clearing.Contracts;

/// <summary>The caller of the running method, as identified by the silo's filter.</summary>
public static class CurrentCaller
{
    private static readonly AsyncLocal<CallerClaims?> Found = new();

    /// <summary>
    /// The caller; null if a silo calls, or in a process that accepts no calls from outside.
    /// </summary>
    public static CallerClaims? Value
    {
        get => Found.Value;
        set => Found.Value = value;
    }
}
