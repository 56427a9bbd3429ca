using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Refuses a path whose seller id is malformed or contains a slash.</summary>
/// <remarks>
/// A slash in a path cannot be distinguished from its escaped form, so a path cannot name an id
/// that contains either.
/// </remarks>
internal sealed class SellerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var seller = context.HttpContext.GetRouteValue("seller") as string;
        if (!IdRule.Allows(seller) || seller.Contains("%2F", StringComparison.OrdinalIgnoreCase))
        {
            return Problem.Of(Codes.SellerIdMalformed, "seller", seller, IdRule.MaxLength).Result();
        }
        return await next(context);
    }
}
