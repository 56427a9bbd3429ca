using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A seller's base allocation in a region and storage type.</summary>
internal sealed record BaseBody : IBody<BaseBody>
{
    public static string Example =>
        """
        {"volume":10000}
        """;

    [Whole(0, BaseAllocation.NoLimitVolume)]
    [Description("The seller's base allocation, in cubic feet; the maximum stands for no limit.")]
    public required long Volume { get; init; }
}
