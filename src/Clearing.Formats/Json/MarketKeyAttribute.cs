using Clearing.Market;

namespace Clearing.Formats;

/// <summary>A member that is a market's key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MarketKeyAttribute() : ShapedAttribute(MarketKey.Pattern, Shape)
{
    /// <summary>What a key looks like, as errors say it.</summary>
    public const string Shape =
        "must be region/storage_type/period, such as us-east/standard/2026-Q4";
}
