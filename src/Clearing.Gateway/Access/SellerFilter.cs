using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Refuses a path whose seller id is malformed or contains a slash.</summary>
internal sealed class SellerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var seller = context.HttpContext.GetRouteValue("seller") as string;
        if (!SellerRule.Allows(seller))
        {
            return Problem.Of(Codes.SellerIdMalformed, "seller", seller, IdRule.MaxLength).Result();
        }
        return await next(context);
    }
}
