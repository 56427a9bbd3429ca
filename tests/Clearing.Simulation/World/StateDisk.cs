using System.Text.Json.Nodes;
using Clearing.Grains;
using Clearing.Grains.Events;

namespace Clearing.Simulation;

/// <summary>One process's access to grain storage, with delays and failures.</summary>
internal sealed class StateDisk(World world, Silo owner, Faults faults, GrainStates states,
    DurableJournal journal)
    : IGrainStateStore
{
    public async Task<StoredState?> Read(StateKey key)
    {
        await Pause();
        var where = $"{owner.Name} reads the snapshot of {key.Key}";
        if (faults.Hits(FaultKind.SnapshotFailed, Phase.Snapshot, where))
        {
            throw new StorageFaultException("No snapshot today.");
        }
        var history = states.History(key);
        if (history.Count == 0) { return null; }
        if (faults.Hits(FaultKind.LostSnapshot, Phase.Snapshot, where))
        {
            states.Lose(key);
            return null;
        }
        if (faults.Hits(FaultKind.StaleSnapshot, Phase.Snapshot, where))
        {
            return history[^1] with { Payload = faults.Chance.Pick(history).Payload };
        }
        if (faults.Hits(FaultKind.SnapshotAhead, Phase.Snapshot, where)) { return Ahead(key, history[^1]); }
        return history[^1];
    }

    public async Task<long> Write(StateKey key, string payload, long etag)
    {
        await Pause();
        var where = $"{owner.Name} writes the snapshot of {key.Key}";
        world.Note(where);
        if (faults.Hits(FaultKind.SnapshotFailed, Phase.Snapshot, where))
        {
            if (faults.Chance.Even()) { states.Write(key, payload, etag); }
            throw new StorageFaultException("No snapshot today.");
        }
        return states.Write(key, payload, etag);
    }

    public async Task Clear(StateKey key, long etag)
    {
        await Pause();
        states.Lose(key);
    }

    /// <summary>A row as after restoring a backup of the journal but not of snapshots.</summary>
    private StoredState Ahead(StateKey key, StoredState row)
    {
        var snapshot = JsonNode.Parse(row.Payload)!;
        var stream = key.Grain == "seller" ? Streams.OfSeller(key.Key) : Streams.OfMarket(key.Key);
        var behind = 1_000_000L * faults.Chance.Between(1, 3);
        snapshot[nameof(StoredSnapshot.Version)] = journal[stream].Count + behind;
        return states.Replace(key, row with { Payload = snapshot.ToJsonString() });
    }

    private Task Pause()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wait = faults.Chance.Wait(0, faults.Plan.MaxWriteMs);
        world.After(wait, owner, done.SetResult);
        return done.Task;
    }
}
