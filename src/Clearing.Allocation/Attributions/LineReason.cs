namespace Clearing.Allocation.Attributions;

/// <summary>Why a day's line counts or does not. The first that applies is given.</summary>
[GenerateSerializer, Alias("Clearing.LineReason")]
public enum LineReason
{
    /// <summary>Sales are unknown and there is no return; shown only where a line stood.</summary>
    NoSales = 0,

    /// <summary>The base has no limit.</summary>
    NoLimit = 1,

    /// <summary>No extra space was held.</summary>
    NoExtra = 2,

    /// <summary>The use is unknown, as is that of the days before it.</summary>
    UseUnknown = 3,

    /// <summary>Nothing was in use.</summary>
    NoUse = 4,

    /// <summary>The use fits within the base.</summary>
    WithinBase = 5,

    /// <summary>The use is carried from an earlier day.</summary>
    Estimated = 6,

    /// <summary>The day counts.</summary>
    Counted = 7,
}
