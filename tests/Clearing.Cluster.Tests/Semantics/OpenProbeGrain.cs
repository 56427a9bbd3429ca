namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A reentrant grain.</summary>
public interface IOpenProbeGrain : IGrainWithStringKey
{
    Task<string> WaitForPartner();

    Task<string> BackAndForth(string partner, int depth);
}

[Reentrant]
public sealed class OpenProbeGrain(IGrainContext context, IGrainFactory grains)
    : IGrainBase, IOpenProbeGrain
{
    private TaskCompletionSource<string>? _waiting;

    public IGrainContext GrainContext => context;

    public async Task<string> WaitForPartner()
    {
        if (_waiting is null)
        {
            _waiting = new();
            return await _waiting.Task;
        }
        _waiting.SetResult("met");
        return "met";
    }

    public async Task<string> BackAndForth(string partner, int depth) => depth == 0
        ? context.GrainId.Key.ToString()!
        : await grains.GetGrain<IOpenProbeGrain>(partner)
            .BackAndForth(context.GrainId.Key.ToString()!, depth - 1);
}
