namespace Clearing.Allocation.Warnings;

/// <summary>How likely a seller is to exceed its limit, from bad to good.</summary>
[GenerateSerializer, Alias("Clearing.WarningLevel")]
public enum WarningLevel
{
    /// <summary>The use exceeds the limit today.</summary>
    Over = 0,

    /// <summary>The expected path exceeds it.</summary>
    Likely = 1,

    /// <summary>Only the path of weak sales exceeds it.</summary>
    Watch = 2,

    /// <summary>No path exceeds it.</summary>
    None = 3,
}
