using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The imports that this process runs, for each caller.</summary>
/// <param name="options">How many each may have at once.</param>
internal sealed class ImportSlots(IOptions<GatewayOptions> options)
{
    public CallerSlots OfCallers { get; } = new(options.Value.ImportsPerCaller);
}
