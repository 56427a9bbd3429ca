using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Clearing.Simulation.Runtime;

/// <summary>A call in flight: a request from Orleans' generated proxy, and its caller.</summary>
internal abstract class GrainCall(
    GrainEngine caller, GrainId target, IInvokable request, InvokeMethodOptions options) : Turn
{
    // What travels with a call is that of its caller, as in Orleans.
    private readonly Dictionary<string, object>? _context =
        RequestContextExtensions.Export(OrleansCode.Copier);

    private Response? _response;
    private bool _timedOut;
    private bool _isLate;

    public GrainEngine Caller => caller;

    public GrainId Target => target;

    public string Method { get; } = $"{request.GetInterfaceName()}.{request.GetMethodName()}";

    public long SentAt { get; set; }

    public abstract bool IsAnswered { get; }

    public override bool Interleaves => (options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public override bool KeepsAlive => true;

    // A call that arrives late runs; one that timed out while it waited here does not.
    protected override bool IsMoot => _timedOut && !_isLate;

    /// <summary>Adds the call to the mailbox of the grain's activation in an engine.</summary>
    public void DeliverTo(GrainEngine engine)
    {
        _isLate = _timedOut;
        engine.Deliver(this);
    }

    public override void Bounce(Activation from, Exception? failure)
    {
        if (failure is not null) { caller.Path.CarryBack(this, () => Answer(Response.FromException(failure))); }
        else if (!IsMoot) { from.Engine.Deliver(this); }
    }

    public void TimeOut(TimeSpan after)
    {
        _timedOut = true;
        Answer(Response.FromException(new TimeoutException(
            $"No answer to {Method} from {target} in {after}; whether it took effect is unknown.")));
    }

    protected abstract void Answer(Response response);

    protected override async Task<Exception?> Act(Activation activation)
    {
        RequestContextExtensions.Import(_context);
        request.SetTarget(activation);
        _response = await request.Invoke();
        return _response.Exception;
    }

    private Response CopyOf(Response response)
    {
        if (response.Exception is not null) { return response; }
        try { return OrleansCode.Copier.Copy(response); }
        catch (Exception failure) { return Response.FromException(failure); }
    }

    protected override void End()
    {
        var copy = CopyOf(_response!);
        caller.Path.CarryBack(this, () => Answer(copy));
    }
}

internal sealed class GrainCall<T>(
    GrainEngine caller, GrainId target, IInvokable request, InvokeMethodOptions options)
    : GrainCall(caller, target, request, options)
{
    private readonly Promise<T> _promise = new();

    public Task<T> Task => _promise.Task;

    public override bool IsAnswered => _promise.Task.IsCompleted;

    protected override void Answer(Response response)
    {
        if (IsAnswered) { return; }
        if (response.Exception is { } failure) { _promise.TryBreak(failure); }
        else { _promise.TryKeep(response is CompletedResponse ? default! : response.GetResult<T>()!); }
    }
}
