using System.Text.Json.Serialization;

namespace Clearing.Gateway;

/// <summary>A refusal or failure as problem details (RFC 9457).</summary>
[Description("Problem details as in RFC 9457.")]
internal sealed record Problem
{
    [Description("Where the code is described, relative to this server.")]
    public required string Type { get; init; }

    [Description("What the code means.")]
    public required string Title { get; init; }

    [Description("The HTTP status.")]
    public required int Status { get; init; }

    [Description("The stable code, by which programs decide.")]
    public required string Code { get; init; }

    [Description("The member, parameter or header that is wrong.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    [Description("The value that was sent, shortened and escaped.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    [Description("The limit that it breaks.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Limit { get; init; }

    [Description("What to do, or the broken rule.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    [Description("True if this is the first answer, given before to the same id.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Repeated { get; init; }

    [Description("Every broken rule of a body, at most a hundred.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    [Description("The request's id, as in the header Request-Id: name it when you ask for help.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>A problem with one of the documented codes.</summary>
    public static Problem Of(
        string code, string? field = null, string? value = null, long? limit = null,
        string? detail = null)
    {
        var known = Codes.All[code];
        return new Problem
        {
            Type = "/v1/problems/" + code,
            Title = known.Title,
            Status = known.Status,
            Code = code,
            Field = field,
            Value = value is null ? null : Formats.FormatError.Show(value),
            Limit = limit,
            Detail = detail,
        };
    }

    /// <summary>The problem with what it is about; unchanged without an explanation.</summary>
    public Problem With(RefusedMember? about) => about is null ? this : this with
    {
        Field = about.Field,
        Value = Formats.FormatError.Show(about.Value),
        Detail = about.Detail,
    };

    /// <summary>The problem with what to do about it; unchanged without a detail.</summary>
    public Problem Because(string? detail) => detail is null ? this : this with { Detail = detail };

    public ProblemResult Result() => new(this);
}
