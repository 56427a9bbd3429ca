using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The region that a query asks for: <c>region=us-east</c>.</summary>
/// <param name="Name">Its name; null for every region.</param>
/// <param name="Problem">Why it could be no region's name; null if it could.</param>
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
