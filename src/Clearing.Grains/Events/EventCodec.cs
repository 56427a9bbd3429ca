using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Clearing.Journal;

namespace Clearing.Grains.Events;

/// <summary>Writes events as JSON under stable names, and reads them back.</summary>
/// <typeparam name="TEvent">The base of the events.</typeparam>
public sealed class EventCodec<TEvent>
    where TEvent : class
{
    private readonly FrozenDictionary<Type, (string Name, JsonTypeInfo Info)> _byType;
    private readonly FrozenDictionary<string, JsonTypeInfo> _byName;
    private readonly Dictionary<Type, Action<Utf8JsonWriter, TEvent>> _writers = [];
    private readonly Dictionary<string, Func<ReadOnlySpan<byte>, TEvent?>> _readers =
        new(StringComparer.Ordinal);

    /// <summary>A codec for a closed set of events.</summary>
    /// <param name="events">Every event's stable name and how it is written.</param>
    public EventCodec(params IReadOnlyCollection<(string Name, JsonTypeInfo Info)> events)
    {
        _byType = events.ToFrozenDictionary(e => e.Info.Type);
        _byName = events.ToFrozenDictionary(e => e.Name, e => e.Info, StringComparer.Ordinal);
    }

    /// <summary>The stable names.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Writes one kind of event by hand: the same text as the serializer's, sooner.</summary>
    /// <typeparam name="TOne">The kind.</typeparam>
    /// <param name="write">Writes one as a JSON object.</param>
    internal EventCodec<TEvent> Writing<TOne>(Action<Utf8JsonWriter, TOne> write)
        where TOne : TEvent
    {
        _writers.Add(typeof(TOne), (writer, happened) => write(writer, (TOne)happened));
        return this;
    }

    /// <summary>Reads one kind of event by hand from the very text that is written for it.</summary>
    /// <typeparam name="TOne">The kind.</typeparam>
    /// <param name="read">Null where the text is another: the serializer reads it then.</param>
    internal EventCodec<TEvent> Reading<TOne>(Func<ReadOnlySpan<byte>, TOne?> read)
        where TOne : class, TEvent
    {
        _readers.Add(_byType[typeof(TOne)].Name, read);
        return this;
    }

    /// <summary>Writes an event.</summary>
    /// <param name="happened">An event of the set.</param>
    public NewEvent Encode(TEvent happened)
    {
        var (name, info) = _byType[happened.GetType()];
        return new NewEvent(name, _writers.TryGetValue(happened.GetType(), out var write)
            ? Written(write, happened)
            : JsonSerializer.SerializeToUtf8Bytes(happened, info));
    }

    /// <summary>Reads an event.</summary>
    /// <param name="stream">Its stream, for the error.</param>
    /// <param name="stored">The event as it is stored.</param>
    /// <exception cref="EventUnreadableException">Its type is unknown or its payload is not of it.</exception>
    public TEvent Decode(string stream, StoredEvent stored)
    {
        if (!_byName.TryGetValue(stored.Type, out var info))
        {
            throw new EventUnreadableException(stream, stored, "this version does not know its type.");
        }
        if (_readers.TryGetValue(stored.Type, out var read)
            && read(stored.Payload.Span) is { } happened)
        {
            return happened;
        }
        try
        {
            return JsonSerializer.Deserialize(stored.Payload.Span, info) as TEvent
                ?? throw new EventUnreadableException(stream, stored, "its payload is null.");
        }
        catch (JsonException wrong)
        {
            throw Unreadable(stream, stored, $" at byte {wrong.BytePositionInLine}");
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException
            or ArgumentException or InvalidOperationException)
        {
            throw Unreadable(stream, stored, "");
        }
    }

    private static byte[] Written(Action<Utf8JsonWriter, TEvent> write, TEvent happened)
    {
        var scratch = EventScratch.OfThread;
        write(scratch.Writer, happened);
        return scratch.Take();
    }

    // Neither the parser's text nor its exception: they quote the payload, and a bid is sealed.
    private static EventUnreadableException Unreadable(
        string stream, StoredEvent stored, string place) =>
        new(stream, stored, $"its payload is not of that type{place}.");
}
