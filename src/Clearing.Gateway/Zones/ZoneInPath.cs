using Clearing.Allocation.Zones;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The zone that the path names.</summary>
/// <param name="Key">The zone's key, <c>region/storage_type</c>.</param>
/// <param name="Problem">The problem of the path; null if it could be read.</param>
internal sealed record ZoneInPath(string Key, Problem? Problem) : IRead
{
    public const string Pattern = "/zones/{region}/{storage_type}";

    public static ValueTask<ZoneInPath> BindAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var key = $"{values["region"]}/{values["storage_type"]}";
        var wrong = ZoneKey.Allows(key)
            ? null
            : Problem.Of(
                Codes.FieldInvalid, "zone", key, MarketKey.MaxPartLength,
                "must be region/storage_type, " + MarketInPath.Parts);
        return ValueTask.FromResult(new ZoneInPath(key, wrong));
    }
}
