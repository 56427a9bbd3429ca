namespace Clearing.Simulation;

/// <summary>The owner of turns. The turns of a dead process are not taken.</summary>
internal interface IOwner
{
    bool IsAlive { get; }
}
