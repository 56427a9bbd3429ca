using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clearing.Grains.Events;

/// <summary>
/// An array of numbers, written by hand because a cleared round may hold millions of them.
/// </summary>
/// <remarks>
/// The text is the one that the serializer would write, and it is read as strictly.
/// </remarks>
public sealed class NumbersConverter : JsonConverter<ImmutableArray<long>>
{
    private const int Block = 1 << 12;
    private const int MaxNumberLength = 21;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ImmutableArray<long> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Numbers are an array.");
        }
        var numbers = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.GetInt64());
        }
        return numbers.DrainToImmutable();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Write(
        Utf8JsonWriter writer, ImmutableArray<long> value, JsonSerializerOptions options)
    {
        var text = new ArrayBufferWriter<byte>(Block);
        Append(text, '[');
        var first = true;
        foreach (var number in value.AsSpan())
        {
            var room = text.GetSpan(MaxNumberLength);
            var comma = first ? 0 : 1;
            room[0] = (byte)',';
            Utf8Formatter.TryFormat(number, room[comma..], out var digits);
            text.Advance(comma + digits);
            first = false;
        }
        Append(text, ']');
        writer.WriteRawValue(text.WrittenSpan, skipInputValidation: true);
    }

    private static void Append(ArrayBufferWriter<byte> text, char mark)
    {
        text.GetSpan(1)[0] = (byte)mark;
        text.Advance(1);
    }
}
