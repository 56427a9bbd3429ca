using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using Clearing.Access;
using Clearing.Grains.Audit;
using Clearing.Market.Units;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Clearing.Hosting;

/// <summary>
/// Accepts the calls of silos and those of clients whose caller has the right to make them.
/// All other calls are denied.
/// </summary>
/// <param name="keys">The keys of silos, which check their proofs.</param>
/// <param name="tokens">Checks the callers' tokens.</param>
/// <param name="names">The cluster's names.</param>
/// <param name="denied">Counts the denials of each caller.</param>
/// <param name="proofs">Is told of proofs that do not verify.</param>
/// <param name="log">Logs each denial with its method, but no key or token.</param>
internal sealed partial class CallerFilter(
    SiloKeys keys, CallerTokens tokens, IOptions<ClusterOptions> names, DeniedCalls denied,
    SiloProofDenials proofs, ILogger<CallerFilter> log)
    : IIncomingGrainCallFilter
{
    private const string AccessDenied = "ACCESS_DENIED";

    // Every Orleans client requests the manifest before its first call.
    private const string ManifestOfCluster = "Orleans.Runtime.IClusterManifestSystemTarget";

    // Ticks originate inside the silo; no message can carry this type.
    private const string TimerTick = "Orleans.Runtime.GrainTimer+TimerTickInvoker";

    private readonly ConcurrentDictionary<MethodInfo, MayAttribute?> _rights = new();

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (IsOfSilo(context))
        {
            RequestContext.Remove(CallContext.SiloProof);
            CurrentCaller.Value = null;
            await context.Invoke();
            return;
        }
        RefuseWrongProof(context);
        var caller = await tokens.Of(RequestContext.Get(CallContext.Token) as string);
        var may = context.InterfaceMethod is { } method ? _rights.GetOrAdd(method, RightsOf) : null;
        var argument = context.Request.GetArgumentCount() > 0
            ? context.Request.GetArgument(0)
            : null;
        var settled = context.Grain is ISettledMarket { IsSettled: true };
        if (!AccessRule.Allows(caller, may, context.TargetId.Key.ToString()!, argument, settled))
        {
            Denied(
                log, context.InterfaceName, context.MethodName, Shown(caller?.Subject),
                Shown(RequestContext.Get(CallContext.RequestId) as string),
                Shown(RequestContext.Get(CallContext.Reason) as string));
            if (caller is not null) { denied.Note(caller.Subject, AccessDenied); }
            throw new AccessDeniedException(
                $"{AccessDenied}: this caller may not call {context.InterfaceName}.{context.MethodName}.");
        }
        CurrentCaller.Value = caller;
        // This replaces whatever the client sent; silos that are called from here trust it.
        if (caller is null) { RequestContext.Remove(CallContext.By); }
        else { RequestContext.Set(CallContext.By, caller.Subject); }
        await context.Invoke();
    }

    // Encodes text from a client, so that it stays one line of plain text in the log.
    private static string Shown(string? text) => text is null
        ? "-"
        : JavaScriptEncoder.Default.Encode(text[..Math.Min(text.Length, NoteRule.MaxLength)]);

    private bool IsOfSilo(IIncomingGrainCallContext context) =>
        context.Request.GetType().FullName == TimerTick
        || context.InterfaceMethod?.DeclaringType?.FullName == ManifestOfCluster
        || (RequestContext.Get(CallContext.SiloProof) is byte[] proof && keys.Accept(
            proof, names.Value.ClusterId, context.TargetId.ToString(), context.InterfaceName,
            context.MethodName));

    // Such a call is a silo's own. The token in it is that of a caller for whom the silo acts, who
    // may have no right to make it and has not made it.
    private void RefuseWrongProof(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(CallContext.SiloProof) is null) { return; }
        proofs.OfOthers(context.InterfaceName, context.MethodName);
        throw new AccessDeniedException($"{AccessDenied}: the proof of a silo does not verify.");
    }

    private static MayAttribute? RightsOf(MethodInfo method) =>
        method.GetCustomAttribute<MayAttribute>();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A call of {Contract}.{Method} was denied to {By}: request {RequestId}, {Reason}")]
    private static partial void Denied(
        ILogger log, string contract, string method, string by, string requestId, string reason);
}
