using System.Runtime.CompilerServices;
using Clearing.Journal;

namespace Clearing.Simulation;

/// <summary>One process's access to the journal's storage, with delays and failures.</summary>
internal sealed class JournalDisk(
    World world, Silo owner, Faults faults, DurableJournal journal) : IJournalStore
{
    private long _stalledUntil;

    public Task<IReadOnlyList<AppendStatus>> Write(IReadOnlyList<StreamAppend> batch)
    {
        var phases = batch.SelectMany(a => a.Events).Select(e => Phases.OfEvent(e.Type)).Distinct();
        var write = new PendingWrite(batch, [.. phases]);
        var phase = faults.Chance.Pick(write.Phases);
        var where = $"{owner.Name} writes {string.Join(", ", batch.Select(Describe))}";
        world.Note(where);
        owner.Begin(write.Phases);
        var wait = Wait(phase, where);
        // A batch in flight when its process dies may or may not be durable.
        var survives = faults.Chance.Even();
        world.After(wait, null, () =>
        {
            if (!owner.IsAlive && !survives) { return; }
            Commit(write, phase, where);
        });
        return write.Done.Task;
    }

    public async IAsyncEnumerable<StoredEvent> Read(
        string stream, long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Pause(faults.Chance.Wait(0, faults.Plan.MaxWriteMs));
        if (faults.Hits(FaultKind.ReadFailed, Phase.Activate, stream))
        {
            throw new StorageFaultException($"{stream} cannot be read.");
        }
        StoredEvent[] found = [.. journal[stream].Skip((int)afterVersion)];
        if (found.Length > 0 && faults.Hits(FaultKind.BitRot, Phase.Activate, stream)) { Rot(found); }
        foreach (var stored in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stored;
        }
    }

    public async IAsyncEnumerable<StreamInfo> Streams(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Pause(faults.Chance.Wait(0, faults.Plan.MaxWriteMs));
        foreach (var name in journal.Streams)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new StreamInfo(name, journal[name].Count);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Commit(PendingWrite write, Phase phase, string where)
    {
        if (owner.IsAlive && faults.Hits(FaultKind.AppendFailed, phase, where))
        {
            Answer(write, () => write.Done.SetException(new StorageFaultException("Not written.")));
            return;
        }
        var statuses = journal.Write(write.Batch, world.Now, owner.Clock.GetUtcNow());
        world.Note($"durable {owner.Name}: {string.Join(' ', statuses)}");
        if (owner.IsAlive && faults.Hits(FaultKind.AppendFailedButWritten, phase, where))
        {
            Answer(write, () => write.Done.SetException(new StorageFaultException("Who knows.")));
            return;
        }
        Answer(write, () => write.Done.SetResult(statuses));
    }

    private void Answer(PendingWrite write, Action answer) =>
        world.After(faults.Chance.Wait(0, faults.Plan.MaxWriteMs), owner, () =>
        {
            owner.End(write.Phases);
            answer();
        });

    private TimeSpan Wait(Phase phase, string where)
    {
        if (faults.Hits(FaultKind.StorageStall, phase, where))
        {
            _stalledUntil = world.Now + TimeSpan.FromSeconds(faults.Chance.Between(3, 15)).Ticks;
        }
        var most = faults.Plan.MaxWriteMs;
        if (faults.Hits(FaultKind.SlowStorage, phase, where)) { most = 20 * most + 100; }
        var stall = TimeSpan.FromTicks(Math.Max(0, _stalledUntil - world.Now));
        return stall + faults.Chance.Wait(0, most);
    }

    // What is stored stays whole: the next reading may be right.
    private void Rot(StoredEvent[] found)
    {
        var at = faults.Chance.Below(found.Length);
        var rotten = found[at].Payload.ToArray();
        rotten[faults.Chance.Below(rotten.Length)] ^= (byte)(1 << faults.Chance.Below(7));
        found[at] = found[at] with { Payload = rotten };
    }

    private Task Pause(TimeSpan wait)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After(wait, owner, done.SetResult);
        return done.Task;
    }

    private static string Describe(StreamAppend append) =>
        $"{append.Stream}@{append.ExpectedVersion}+{string.Join('+', append.Events.Select(e => e.Type))}";

    private sealed record PendingWrite(IReadOnlyList<StreamAppend> Batch, Phase[] Phases)
    {
        public TaskCompletionSource<IReadOnlyList<AppendStatus>> Done { get; } = new();
    }
}
