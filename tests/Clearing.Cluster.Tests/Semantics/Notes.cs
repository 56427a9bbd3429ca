using System.Collections.Concurrent;

namespace Clearing.Cluster.Tests.Semantics;

/// <summary>The notes of grains, by key.</summary>
internal static class Notes
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = [];

    internal static IReadOnlyList<string> Of(string key) =>
        All.TryGetValue(key, out var notes) ? [.. notes] : [];

    internal static int Count(string key, string what) => Of(key).Count(note => note == what);

    internal static void Add(string key, string what) =>
        All.GetOrAdd(key, _ => new()).Enqueue(what);
}
