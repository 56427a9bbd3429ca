namespace Clearing.Simulation;

/// <summary>The network, in which each call and answer takes time, is late or is lost.</summary>
internal sealed class CallPath(World world, Faults faults, Cluster cluster) : ICallPath
{
    private readonly Dictionary<GrainCall, Silo> _serving =
        new(ReferenceEqualityComparer.Instance);

    public void Carry(GrainCall call)
    {
        var phase = Phases.OfCall(call.Method);
        var where = $"{cluster.NameOf(call.Caller)}→{call.Target} {call.Method}";
        world.Note(where);
        if (faults.Hits(FaultKind.LostCall, phase, where)) { return; }
        world.After(Wait(FaultKind.LateCall, phase, where), null, () => Arrive(call, phase, where));
    }

    public void CarryBack(GrainCall call, Action deliver)
    {
        var phase = Phases.OfCall(call.Method);
        var where = $"answer {cluster.NameOf(call.Caller)}←{call.Target} {call.Method}";
        if (_serving.Remove(call, out var silo)) { silo.End(phase); }
        world.Note(where);
        if (faults.Hits(FaultKind.LostAnswer, phase, where)) { return; }
        world.After(
            Wait(FaultKind.LateAnswer, phase, where), cluster.OwnerOf(call.Caller), deliver);
    }

    private void Arrive(GrainCall call, Phase phase, string where)
    {
        if (cluster.Place(call.Target, phase) is not { } silo)
        {
            world.Note($"nobody takes {where}");
            return;
        }
        world.Note($"{silo.Name} takes {where}");
        silo.Begin(phase);
        _serving[call] = silo;
        call.DeliverTo(silo.Engine);
    }

    private TimeSpan Wait(FaultKind late, Phase phase, string where)
    {
        var wait = faults.Chance.Wait(0, faults.IsOn ? faults.Plan.MaxCallMs : 2);
        return faults.Hits(late, phase, where)
            ? wait + faults.Chance.Wait(0, faults.Plan.MaxLateMs)
            : wait;
    }
}
