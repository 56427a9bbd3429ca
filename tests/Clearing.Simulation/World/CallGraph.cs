namespace Clearing.Simulation;

/// <summary>Which grain class calls which.</summary>
internal sealed class CallGraph
{
    public void Sent(GrainCall call)
    {
    }
}
