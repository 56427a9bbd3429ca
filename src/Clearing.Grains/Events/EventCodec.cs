using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Grains.Events;

/// <summary>Writes events as JSON under stable names, and reads them back.</summary>
/// <remarks>
/// Written by hand because the names must outlive the types: the serializer's own polymorphism
/// puts the name into the payload, and here it is a column beside it, readable without a key.
/// </remarks>
/// <typeparam name="TEvent">The base of the events.</typeparam>
public sealed class EventCodec<TEvent>
    where TEvent : class
{
    private readonly FrozenDictionary<Type, Kind> _byType;
    private readonly FrozenDictionary<string, Kind> _byName;
    private readonly Dictionary<Type, Action<Utf8JsonWriter, TEvent>> _writers = [];
    private readonly Dictionary<string, Func<ReadOnlySpan<byte>, TEvent?>> _readers =
        new(StringComparer.Ordinal);

    private readonly Dictionary<Type, Func<TEvent, byte[]?>> _packers = [];
    private readonly Dictionary<string, Func<ReadOnlySpan<byte>, TEvent?>> _unpackers =
        new(StringComparer.Ordinal);

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Creates a codec for a closed set of events.</summary>
    /// <param name="events">
    /// Every event's stable name and its type, which <see cref="EventJson"/> knows how to write.
    /// </param>
    public EventCodec(params IReadOnlyCollection<(string Name, Type Type)> events)
    {
        var kinds = events.Select(of => new Kind(of.Name, of.Type)).ToArray();
        _byType = kinds.ToFrozenDictionary(kind => kind.Type);
        _byName = kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
    }

    /// <summary>The stable names.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>
    /// Writes one kind of event by hand: the text is the serializer's, but it is written faster.
    /// </summary>
    /// <typeparam name="TOne">The kind.</typeparam>
    /// <param name="write">Writes one as a JSON object.</param>
    internal EventCodec<TEvent> Writing<TOne>(Action<Utf8JsonWriter, TOne> write)
        where TOne : TEvent
    {
        _writers.Add(typeof(TOne), (writer, happened) => write(writer, (TOne)happened));
        return this;
    }

    /// <summary>
    /// Reads one kind of event by hand from exactly the text that is written for it.
    /// </summary>
    /// <typeparam name="TOne">The kind.</typeparam>
    /// <param name="read">Gives null if the text differs; the serializer reads it then.</param>
    internal EventCodec<TEvent> Reading<TOne>(Func<ReadOnlySpan<byte>, TOne?> read)
        where TOne : class, TEvent
    {
        _readers.Add(_byType[typeof(TOne)].Name, read);
        return this;
    }

    /// <summary>Packs one kind of event in fixed widths where it is sealed.</summary>
    /// <typeparam name="TOne">The kind.</typeparam>
    /// <param name="pack">Gives null if it cannot; the event is sealed as JSON then.</param>
    /// <param name="unpack">Gives null if the bytes are of another form.</param>
    internal EventCodec<TEvent> Packing<TOne>(
        Func<TOne, byte[]?> pack, Func<ReadOnlySpan<byte>, TOne?> unpack)
        where TOne : class, TEvent
    {
        _packers.Add(typeof(TOne), happened => pack((TOne)happened));
        _unpackers.Add(_byType[typeof(TOne)].Name, unpack);
        return this;
    }

    /// <summary>
    /// Names the events that stay plain, for anybody to read, except in a stream that is sealed as a whole.
    /// </summary>
    /// <param name="names">Stable names.</param>
    internal EventCodec<TEvent> Open(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) { _open.Add(name); }
        return this;
    }

    /// <summary>The stable name of an event.</summary>
    /// <param name="happened">An event of the set.</param>
    public string NameOf(TEvent happened) => _byType[happened.GetType()].Name;

    /// <summary>
    /// True if events of a type are sealed in every stream for which there are keys, and not only in one
    /// that is sealed as a whole.
    /// </summary>
    /// <param name="type">The stable name.</param>
    public bool Seals(string type) => !_open.Contains(type);

    /// <summary>Writes an event in the plain form that is sealed.</summary>
    /// <param name="happened">An event of the set.</param>
    public NewEvent EncodeToSeal(TEvent happened)
    {
        if (_packers.TryGetValue(happened.GetType(), out var pack)
            && pack(happened) is { } packed)
        {
            return new(_byType[happened.GetType()].Name, packed);
        }
        var (type, json, _) = Encode(happened);
        return new(type, Padding.OfEvent(json.Span));
    }

    /// <summary>Writes an event as JSON text.</summary>
    /// <param name="happened">An event of the set.</param>
    public NewEvent Encode(TEvent happened)
    {
        var kind = _byType[happened.GetType()];
        return new NewEvent(kind.Name, _writers.TryGetValue(happened.GetType(), out var write)
            ? Written(write, happened)
            : JsonSerializer.SerializeToUtf8Bytes(happened, kind.Json));
    }

    /// <summary>Reads an event.</summary>
    /// <param name="stream">Its stream, for the error.</param>
    /// <param name="stored">The event with its payload as JSON text, or opened.</param>
    /// <exception cref="EventUnreadableException">
    /// Its type is unknown, or its payload does not fit the type.
    /// </exception>
    public TEvent Decode(string stream, StoredEvent stored)
    {
        var payload = stored.Payload.Span;
        if (payload.IsEmpty || payload[0] > PackedBids.MaxForm)
        {
            return DecodeJson(stream, stored);
        }
        if (Padding.TryJson(stored.Payload, out var json))
        {
            return DecodeJson(stream, stored with { Payload = json });
        }
        return _unpackers.TryGetValue(stored.Type, out var unpack) && unpack(payload) is { } unpacked
            ? unpacked
            : throw Unreadable(stream, stored, "");
    }

    private TEvent DecodeJson(string stream, StoredEvent stored)
    {
        if (!_byName.TryGetValue(stored.Type, out var kind))
        {
            throw new EventUnreadableException(
                stream, stored, "this version does not know its type.");
        }
        if (_readers.TryGetValue(stored.Type, out var read)
            && read(stored.Payload.Span) is { } happened)
        {
            return happened;
        }
        try
        {
            return JsonSerializer.Deserialize(stored.Payload.Span, kind.Json) as TEvent
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

    // The parser's text and its exception are left out: they quote the payload, and a bid is
    // sealed.
    private static EventUnreadableException Unreadable(
        string stream, StoredEvent stored, string place) =>
        new(stream, stored, $"its payload is not of that type{place}.");

    // How to write a type is compiled when the first event of it is met: a start would wait for all.
    private sealed class Kind(string name, Type type)
    {
        private JsonTypeInfo? _json;

        public string Name => name;

        public Type Type => type;

        public JsonTypeInfo Json => _json ??= EventJson.Default.GetTypeInfo(type)
            ?? throw new InvalidOperationException($"EventJson does not know {type.Name}.");
    }
}
