using System.Reflection;
using System.Text.Json;
using Clearing.Formats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>A body, or the problem if it could not be read.</summary>
/// <typeparam name="T">The type of the body.</typeparam>
internal sealed class Body<T> : IRead
    where T : class, IBody<T>
{
    private const string HeaderName = "the header " + IdempotencyKey.Header;

    private readonly T? _value;

    private Body(Problem problem) => Problem = problem;

    private Body(T value, JsonPlace place) => (_value, Place) = (value, place);

    /// <inheritdoc/>
    public Problem? Problem { get; }

    /// <summary>The JSON that it was read from, for problems found later.</summary>
    public JsonPlace? Place { get; }

    /// <summary>The body. The filter lets no endpoint see a body with a problem.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The body was not read.");

    /// <summary>Reads the body of a call.</summary>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        var options = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var most = T.IsBatch ? options.MaxBatchBytes : options.MaxBodyBytes;
        var (bytes, problem) = await BodyBytes.Read(context, most);
        if (problem is not null) { return new(problem); }
        // Generated clients send null for an omitted body.
        ReadOnlySpan<byte> text = bytes;
        if (T.MayBeAbsent && (text.IsEmpty || text.Trim(" \t\r\n"u8).SequenceEqual("null"u8)))
        {
            text = "{}"u8;
        }
        var (key, wrong) = IdempotencyKey.Of(context.Request);
        return wrong is null ? Parse(text, key, IntegerStrings.Wanted) : new(wrong);
    }

    /// <summary>Reads a body from its bytes.</summary>
    internal static Body<T> Parse(
        ReadOnlySpan<byte> text, string? key, bool quotedIntegers = false)
    {
        var broken = new FormatErrors("body");
        if (StrictJson.Read(text, broken, quotedIntegers) is not { } place)
        {
            var error = broken.Kept[0];
            var detail = error.Line > 0 ? $"line {error.Line}: {error.Rule}" : error.Rule;
            return new(Problem.Of(Codes.BodyMalformed, detail: detail) with
            {
                Field = error.Place is "" or "$" ? null : FieldError.NameOf(error.Place),
                Value = error.Value,
            });
        }
        var errors = new FormatErrors("body");
        var value = DeclaredObject.Read<T>(
            place, errors, new(HeaderName, key), nullIsLeftOut: true);
        if (KeyDiffers(place, key) is { } differs) { return new(differs); }
        return errors.Count == 0 ? new(value, place) : new(Of(errors));
    }

    private static Problem? KeyDiffers(JsonPlace place, string? key)
    {
        if (key is null || DeclaredObject.CommandIdOf<T>() is not { } name
            || place.Find(name) is not { Kind: JsonValueKind.String } id || id.Text == key)
        {
            return null;
        }
        return Problem.Of(
            Codes.IdempotencyKeyDiffers, IdempotencyKey.Header, FormatError.Show(key),
            detail: $"must equal {name}");
    }

    private static Problem Of(FormatErrors errors)
    {
        var kept = errors.Kept.Select(FieldError.Of).ToArray();
        var first = kept[0];
        return Problem.Of(
            Codes.FieldInvalid, first.Field, first.Value, first.Limit, first.Rule) with
        {
            Errors = kept,
        };
    }
}
