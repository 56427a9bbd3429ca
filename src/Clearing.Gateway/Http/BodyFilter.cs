namespace Clearing.Gateway;

/// <summary>Refuses a call whose body could not be read, before its endpoint sees it.</summary>
internal sealed class BodyFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IRead { Problem: { } problem }) { return problem.Result(); }
        }
        return await next(context);
    }
}
