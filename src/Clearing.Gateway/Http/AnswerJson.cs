using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Scores;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// The format of answers: snake_case members, words in capitals, exact integers, UTC with Z.
/// </summary>
internal static class AnswerJson
{
    /// <summary>Configures answers, with integers as strings for calls that ask for it.</summary>
    public static void OnRequest(JsonSerializerOptions json)
    {
        json.Converters.Add(new IntegerConverter<long>(static () => IntegerStrings.Wanted));
        json.Converters.Add(new IntegerConverter<Int128>(static () => IntegerStrings.Wanted));
        Configure(json);
    }

    /// <summary>Configures data for receivers without a preference, such as webhooks.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new IntegerConverter<Int128>(static () => false));
        json.Converters.Add(new WordsConverter());
        json.Converters.Add(new Curves());
    }

    private sealed class IntegerConverter<T>(Func<bool> asString) : JsonConverter<T>
        where T : struct, IBinaryInteger<T>
    {
        public override T Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var digits = value.ToString(null, CultureInfo.InvariantCulture);
            if (asString())
            {
                writer.WriteStringValue(digits);
                return;
            }
            writer.WriteRawValue(digits, skipInputValidation: true);
        }
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
                JsonSerializer.Serialize(writer, new[] { at, points }, options);
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
