using Clearing.Market;

namespace Clearing.Formats;

/// <summary>A member that is a market's key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MarketKeyAttribute() : ShapedAttribute(MarketKey.Pattern, Shape)
{
    /// <summary>The shape of a key, as described in errors.</summary>
    public const string Shape =
        "must be region/storage_type/period, such as us-east/standard/2026-Q4";
}
