using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Keeps a caller's imports to a few at once: each holds a whole file in memory.</summary>
/// <param name="options">How many.</param>
internal sealed class ImportSlots(IOptions<GatewayOptions> options)
{
    private readonly CallerSlots _slots = new(options.Value.ImportsPerCaller);

    /// <summary>Refuses an import beyond the limit; the same slots serve every request.</summary>
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
