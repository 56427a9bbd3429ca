using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Limits a caller's concurrent imports, which hold whole files in memory.</summary>
/// <param name="options">The options with the limit.</param>
internal sealed class ImportSlots(IOptions<GatewayOptions> options)
{
    private readonly CallerSlots _slots = new(options.Value.ImportsPerCaller);

    /// <summary>Refuses an import beyond the limit. All requests share the same slots.</summary>
    public static async ValueTask<object?> Filter(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var slots = context.HttpContext.RequestServices.GetRequiredService<ImportSlots>()._slots;
        using var slot = slots.Take(await Caller.BindAsync(context.HttpContext));
        return slot is null
            ? Problem.Of(Codes.TooManyImports, limit: slots.Most).Result()
            : await next(context);
    }
}
