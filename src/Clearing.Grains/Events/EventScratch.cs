using System.Buffers;
using System.Text.Json;

namespace Clearing.Grains.Events;

/// <summary>
/// A buffer and a writer over it, one for each thread, because events are written by the thousand.
/// </summary>
internal sealed class EventScratch
{
    private const int MaxKeptBytes = 1 << 16;

    [ThreadStatic]
    private static EventScratch? Kept;

    private ArrayBufferWriter<byte> _buffer = new();

    private EventScratch() => Writer = new(_buffer, new() { SkipValidation = true });

    /// <summary>The one of this thread, empty.</summary>
    public static EventScratch OfThread => (Kept ??= new()).Cleared();

    /// <summary>Writes into it.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written, as an array of its own.</summary>
    public byte[] Take()
    {
        Writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    // It is cleared before the next use and not after the last, which may have ended with an
    // exception.
    private EventScratch Cleared()
    {
        if (_buffer.Capacity > MaxKeptBytes) { _buffer = new(); }
        _buffer.ResetWrittenCount();
        Writer.Reset(_buffer);
        return this;
    }
}
