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
        var wrong = name is null || MarketKey.TryParse($"{name}/any/any", out _)
            ? null
            : Problem.Of(
                Codes.FieldInvalid, "region", name,
                detail: "must be 1 to 64 letters, digits and . _ -, such as us-east");
        return ValueTask.FromResult(new RegionInQuery(name, wrong));
    }
}
