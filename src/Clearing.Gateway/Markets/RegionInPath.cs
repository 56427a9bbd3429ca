namespace Clearing.Gateway;

/// <summary>The region in a path.</summary>
/// <param name="Name">The region's name.</param>
/// <param name="Problem">The problem of the name; null if it is well-formed.</param>
internal sealed record RegionInPath(string Name, Problem? Problem) : IRead
{
    public static ValueTask<RegionInPath> BindAsync(HttpContext context)
    {
        var name = (string)context.GetRouteValue("region")!;
        return ValueTask.FromResult(new RegionInPath(name, RegionInQuery.ProblemOf(name)));
    }
}
