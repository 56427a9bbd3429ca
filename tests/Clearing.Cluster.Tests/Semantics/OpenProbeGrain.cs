namespace Clearing.Cluster.Tests.Semantics;

/// <summary>A reentrant grain.</summary>
public interface IOpenProbeGrain : IGrainWithStringKey
{
    Task<string> WaitForPartner();

    Task<string> BackAndForth(string partner, int depth);
}

[Reentrant]
public sealed class OpenProbeGrain : Grain, IOpenProbeGrain
{
    private TaskCompletionSource<string>? waiting;

    public async Task<string> WaitForPartner()
    {
        if (waiting is null)
        {
            waiting = new();
            return await waiting.Task;
        }
        waiting.SetResult("met");
        return "met";
    }

    public async Task<string> BackAndForth(string partner, int depth) => depth == 0
        ? this.GetPrimaryKeyString()
        : await GrainFactory.GetGrain<IOpenProbeGrain>(partner)
            .BackAndForth(this.GetPrimaryKeyString(), depth - 1);
}
