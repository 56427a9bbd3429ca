using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The ids of a zone's commands, which are shorter than a market's.</summary>
internal static class ZoneIds
{
    /// <summary>The limit that a malformed id broke; null for another status.</summary>
    public static long? LimitOf<TStatus>(TStatus status)
        where TStatus : struct, Enum =>
        Words.Of(status) == "ID_MALFORMED" ? ClientId.MaxLength : null;
}
