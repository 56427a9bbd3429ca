namespace Clearing.Simulation;

/// <summary>Whose turn it is. The turns of a process that died are not taken.</summary>
internal interface IOwner
{
    bool IsAlive { get; }
}
