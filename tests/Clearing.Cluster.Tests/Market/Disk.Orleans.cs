using System.Collections.Concurrent;
using Clearing.Silo;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Market;

public sealed partial class Disk : IGrainStorage, IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string, GrainId), (BinaryData Payload, int Etag)> rows = [];
    private readonly SnapshotSerializer serializer = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clearing-cluster-");
    private IReminderTable? reminders;

    /// <summary>Reminders, as a single machine keeps them.</summary>
    internal IReminderTable Reminders =>
        reminders ??= new QuickReminders(new SqliteReminderTable(Path.Combine(folder.FullName, "r.db")));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = serializer.Deserialize<T>(row.Payload)!;
            (grainState.ETag, grainState.RecordExists) = ($"{row.Etag}", true);
        }
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var etag = rows.TryGetValue(key, out var row) ? row.Etag : 0;
        if ((grainState.ETag ?? "0") != $"{etag}")
        {
            throw new InconsistentStateException("Another one wrote it.");
        }
        rows[key] = (serializer.Serialize(grainState.State), etag + 1);
        (grainState.ETag, grainState.RecordExists) = ($"{etag + 1}", true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        rows.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null!, false);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
