using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The region that the query selects, such as <c>region=us-east</c>.</summary>
/// <param name="Name">The region's name; null for every region.</param>
/// <param name="Problem">The problem of the name; null if it is well-formed.</param>
internal sealed record RegionInQuery(string? Name, Problem? Problem) : IRead
{
    public static ValueTask<RegionInQuery> BindAsync(HttpContext context)
    {
        var name = (string?)context.Request.Query["region"];
        return ValueTask.FromResult(
            new RegionInQuery(name, name is null ? null : ProblemOf(name)));
    }

    /// <summary>The problem of a region's name; null if it is well-formed.</summary>
    public static Problem? ProblemOf(string name) => MarketKey.TryParse($"{name}/any/any", out _)
        ? null
        : Problem.Of(
            Codes.FieldInvalid, "region", name,
            detail: "must be 1 to 64 letters, digits and . _ -, such as us-east");
}
