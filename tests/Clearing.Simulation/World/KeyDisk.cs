using Clearing.Sealing;

namespace Clearing.Simulation;

/// <summary>One process's access to the key table, with delays and failures.</summary>
internal sealed class KeyDisk(World world, Silo owner, Faults faults, MemoryKeyTable keys) : IKeyTable
{
    /// <summary>False while a process starts, because it cannot start without its keys.</summary>
    public bool IsSlow { get; set; }

    public Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes) =>
        Later("reads keys", () => keys.Find(scopes).Result);

    public Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> added) =>
        Later("adds keys", () => keys.Add(added).Result);

    public Task<bool> Replace(StoredKey known, StoredKey next) =>
        Later("changes a key", () => keys.Replace(known, next).Result);

    public Task<int> Bury(string scope, string grave, DateTimeOffset at) =>
        Later("buries keys", () => keys.Bury(scope, grave, at).Result);

    public IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default) =>
        keys.All(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A waiter continues in the turn that ends the wait, so that nothing here leaves the world's
    // thread.
    private Task<T> Later<T>(string what, Func<T> act)
    {
        if (!IsSlow) { return Task.FromResult(act()); }
        var done = new TaskCompletionSource<T>();
        var survives = faults.Chance.Even();
        world.After(faults.Chance.Wait(0, faults.Plan.MaxWriteMs), null, () =>
        {
            if (!owner.IsAlive)
            {
                // A change in flight when its process dies may or may not be durable.
                if (survives) { act(); }
                return;
            }
            if (!faults.Hits(FaultKind.ReadFailed, Phase.Activate, $"{owner.Name} {what}"))
            {
                done.SetResult(act());
                return;
            }
            // A failed change may still be durable.
            if (survives) { act(); }
            done.SetException(new StorageFaultException($"{owner.Name} {what}: no answer."));
        });
        return done.Task;
    }
}
