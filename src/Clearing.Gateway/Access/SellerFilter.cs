using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Refuses a path that names no seller.</summary>
/// <remarks>
/// A slash in a path cannot be distinguished from its escaped form, so an id with a slash, or with
/// the text of an escaped one, cannot be named in a path.
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
