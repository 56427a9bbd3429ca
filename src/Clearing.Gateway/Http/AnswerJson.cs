using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Scores;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// How answers are written: snake_case, words in capitals, exact integers, UTC with Z.
/// </summary>
internal static class AnswerJson
{
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new BigIntegers());
        json.Converters.Add(new WordsConverter());
        json.Converters.Add(new Curves());
    }

    private sealed class BigIntegers : JsonConverter<Int128>
    {
        public override Int128 Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(
            Utf8JsonWriter writer, Int128 value, JsonSerializerOptions options) =>
            writer.WriteRawValue(
                value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    private sealed class Curves : JsonConverter<Curve>
    {
        public override Curve Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(
            Utf8JsonWriter writer, Curve value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (at, points) in value.Knots)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(at);
                writer.WriteNumberValue(points);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
    }

    private sealed class WordsConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(
            Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(
                typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class WordConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Known =
            Enum.GetValues<T>().ToDictionary(value => value, Words.Of);

        public override T Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Known[value]);
    }
}
