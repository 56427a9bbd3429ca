namespace Clearing.Simulation;

/// <summary>Records which grain class calls which.</summary>
internal sealed class CallGraph
{
    public void Sent(GrainCall call)
    {
    }
}
