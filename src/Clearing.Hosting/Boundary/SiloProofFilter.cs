using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>Adds a silo's proof to the calls that its grains and its runtime make.</summary>
/// <remarks>
/// A call that HTTP code in the same process makes for a caller carries the caller's token and
/// gets no proof. The method is async so that the proof does not leak into the caller's flow.
/// </remarks>
/// <param name="keys">The silos' key.</param>
/// <param name="names">The cluster's names.</param>
internal sealed class SiloProofFilter(SiloKeys keys, IOptions<ClusterOptions> names)
    : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (IsFromSilo(context))
        {
            RequestContext.Set(CallContext.SiloProof, SiloCallProof.Make(
                keys.Newest, names.Value.ClusterId, context.TargetId.ToString(),
                context.InterfaceName, context.MethodName));
        }
        await context.Invoke();
    }

    // A call without a token, such as a health probe, is the silo's own: if keys are configured,
    // the gateway lets no caller without a token reach a grain.
    private static bool IsFromSilo(IOutgoingGrainCallContext context) =>
        (context.SourceContext is { GrainId: var source } && !source.IsClient())
        || RequestContext.Get(CallContext.Token) is null
        || OfRuntime(context);

    private static bool OfRuntime(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod?.DeclaringType?.Namespace?.StartsWith(
            "Orleans", StringComparison.Ordinal) == true;
}
