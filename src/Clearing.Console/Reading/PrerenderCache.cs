using System.Collections.Concurrent;

namespace Clearing.Pages.Reading;

/// <summary>
/// What a page's first drawing on the server was made of. The live page that takes over in the
/// browser starts with the same and does not flicker.
/// </summary>
/// <remarks>Each entry is taken once, by the same reader, within seconds.</remarks>
/// <param name="clock">The process's clock.</param>
internal sealed class PrerenderCache(TimeProvider clock)
{
    private const int MaxKept = 5_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (object Value, long At)> _kept = new();

    public void Keep(string name, object value)
    {
        if (_kept.Count >= MaxKept) { DropOld(); }
        if (_kept.Count < MaxKept) { _kept[name] = (value, clock.GetTimestamp()); }
    }

    public T? Take<T>(string name)
        where T : class =>
        _kept.TryRemove(name, out var kept) && clock.GetElapsedTime(kept.At) < Fresh
            ? (T)kept.Value
            : null;

    private void DropOld()
    {
        foreach (var (name, kept) in _kept)
        {
            if (clock.GetElapsedTime(kept.At) >= Fresh) { _kept.TryRemove(name, out _); }
        }
    }
}
