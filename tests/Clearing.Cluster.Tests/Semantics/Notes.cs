using System.Collections.Concurrent;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>What grains went through, by their keys.</summary>
internal static class Notes
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _all = [];

    internal static IReadOnlyList<string> Of(string key) =>
        _all.TryGetValue(key, out var notes) ? [.. notes] : [];

    internal static int Count(string key, string what) => Of(key).Count(note => note == what);

    internal static void Add(string key, string what) =>
        _all.GetOrAdd(key, _ => new()).Enqueue(what);
}
