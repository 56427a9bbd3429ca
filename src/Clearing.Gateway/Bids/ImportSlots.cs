using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Keeps a caller's imports to a few at once: each holds a whole file in memory.</summary>
/// <param name="options">How many.</param>
internal sealed class ImportSlots(IOptions<GatewayOptions> options) : IEndpointFilter
{
    private readonly CallerSlots _slots = new(options.Value.ImportsPerCaller);

    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var slot = _slots.Take(await Caller.BindAsync(context.HttpContext));
        return slot is null
            ? Problem.Of(Codes.TooManyImports, limit: _slots.Most).Result()
            : await next(context);
    }
}
