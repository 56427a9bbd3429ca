using System.Collections.Concurrent;

namespace Clearing.Embedded;

/// <summary>A grain class in one engine, and its activations by key.</summary>
internal sealed class GrainClass(EmbeddedEngine engine, GrainShape shape)
{
    private readonly ConcurrentDictionary<string, Activation> _activations = [];

    internal EmbeddedEngine Engine => engine;

    internal GrainShape Shape => shape;

    /// <summary>The name that state and reminders are stored under.</summary>
    internal string Name => shape.Name;

    internal bool IsReentrant => shape.IsReentrant;

    /// <summary>The activations by key in ordinal sequence.</summary>
    internal IEnumerable<Activation> Activations =>
        _activations.Values.OrderBy(activation => activation.Key, StringComparer.Ordinal);

    internal bool IsEmpty => _activations.IsEmpty;

    internal void Deliver(string key, Work work) =>
        _activations.GetOrAdd(key, static (key, type) => new(type, key), this).Add(work);

    internal void Remove(Activation activation) =>
        _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    internal void Clear() => _activations.Clear();

    internal Grain Make(Activation activation)
    {
        var outer = RuntimeContext.Current;
        RuntimeContext.Current = activation;
        try
        {
            return shape.Make(activation);
        }
        finally
        {
            RuntimeContext.Current = outer;
        }
    }
}
