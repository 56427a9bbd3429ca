namespace Clearing.Gateway;

/// <summary>Keeps a caller's imports to a few at once: each holds a whole file in memory.</summary>
/// <remarks>There is a filter for each request, so what it counts is apart from it.</remarks>
/// <param name="slots">Counts them.</param>
internal sealed class ImportLimit(ImportSlots slots) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var slot = slots.OfCallers.Take(await Caller.BindAsync(context.HttpContext));
        return slot is null
            ? Problem.Of(Codes.TooManyImports, limit: slots.OfCallers.Most).Result()
            : await next(context);
    }
}
