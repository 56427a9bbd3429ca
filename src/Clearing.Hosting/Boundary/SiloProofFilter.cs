using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>Adds a silo's proof to the calls that its grains and its runtime make.</summary>
/// <remarks>
/// A call that HTTP code in the same process makes for a caller carries the caller's token and
/// gets no proof. The method is async so that the proof does not leak into the caller's flow.
/// <para>
/// A call with a proof is denied only if the silos' keys differ. That is no denial of the caller
/// for whom the grain acts, so that caller gets an unknown outcome.
/// </para>
/// </remarks>
/// <param name="keys">The silos' key.</param>
/// <param name="names">The cluster's names.</param>
/// <param name="denials">Is told of proofs that another silo does not accept.</param>
internal sealed class SiloProofFilter(
    SiloKeys keys, IOptions<ClusterOptions> names, SiloProofDenials denials)
    : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsFromSilo(context))
        {
            await context.Invoke();
            return;
        }
        RequestContext.Set(CallContext.SiloProof, SiloCallProof.Make(
            keys.Newest, names.Value.ClusterId, context.TargetId.ToString(),
            context.InterfaceName, context.MethodName));
        try
        {
            await context.Invoke();
        }
        catch (AccessDeniedException)
        {
            denials.OfOurs(context.InterfaceName, context.MethodName);
            throw new OutcomeUnknownException("Another silo does not accept this silo's proof.");
        }
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
