using System.Collections.Concurrent;
using Clearing.Silo;
using Orleans.Storage;

namespace Clearing.Cluster.Tests.Market;

public sealed partial class Disk : IGrainStorage, IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string, GrainId), (BinaryData Payload, int Etag)> _rows = [];
    private readonly SnapshotSerializer _serializer = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearing-cluster-");
    private IReminderTable? _reminders;

    /// <summary>Reminders, as a single machine keeps them.</summary>
    internal IReminderTable Reminders =>
        _reminders ??= new QuickReminders(new SqliteReminderTable(Path.Combine(_folder.FullName, "r.db")));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = _serializer.Deserialize<T>(row.Payload)!;
            (grainState.ETag, grainState.RecordExists) = ($"{row.Etag}", true);
        }
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var etag = _rows.TryGetValue(key, out var row) ? row.Etag : 0;
        if ((grainState.ETag ?? "0") != $"{etag}")
        {
            throw new InconsistentStateException("Another one wrote it.");
        }
        _rows[key] = (_serializer.Serialize(grainState.State), etag + 1);
        (grainState.ETag, grainState.RecordExists) = ($"{etag + 1}", true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null!, false);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
