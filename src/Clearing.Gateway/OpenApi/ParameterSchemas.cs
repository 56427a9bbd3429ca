using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Formats;
using Clearing.Market;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>What parameters and headers take, for those that are more than any text.</summary>
internal static class ParameterSchemas
{
    private const long Million = 1_000_000;
    private const string DayOrInstant =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,7})?Z)?$";

    /// <summary>A parameter's schema; null if it is any text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">The path of its operation.</param>
    public static OpenApiSchema? Of(string name, string path) => name switch
    {
        "stage" => IsOverview(path)
            ? OneOf(MarketStageInQuery.Stages.Keys)
            : OneOf(Words.All(typeof(BidStage)).Keys),
        "limit" => Whole(1, IsOverview(path) ? OverviewEndpoints.MaxMarkets : Paging.MaxLimit),
        "max_fee_micros" => Whole(0, long.MaxValue),
        "max_volume" => Whole(1, long.MaxValue),
        OthersInQuery.Accepted or OthersInQuery.Refused => Whole(0, OthersInQuery.Most),
        "volume" => Whole(1, DayFigures.MaxVolume),
        "fill_ppm" => Whole(0, Million),
        "dry_run" or "allow_gap" or "same_quarter" => new() { Type = JsonSchemaType.Boolean },
        "cause" => OneOf(Words.All(typeof(Cause)).Keys),
        "market" => Shaped(MarketKey.Pattern),
        "region" or "period" => Shaped(MarketKey.PartPattern),
        "fees_micros" => Shaped("^[0-9]{1,19}(,[0-9]{1,19}){0,19}$"),
        "to" => Day(),
        "from" when path.EndsWith("/days", StringComparison.Ordinal) => Day(),
        "from" or "until" => Shaped(DayOrInstant),
        "reason" => Note(),
        Preferences.Int64 => OneOf(["string", "number"]),
        _ => null,
    };

    /// <summary>What a part of a path may be; null if it is any text.</summary>
    /// <param name="name">Its name.</param>
    public static OpenApiSchema? OfPath(string name) => name switch
    {
        "round" => Whole(1, int.MaxValue),
        "region" or "storage_type" or "period" => Shaped(MarketKey.PartPattern),
        "month" => Shaped(Clearing.Allocation.Calendars.Period.MonthPattern),
        "seller" or "bid" or "proposal" or "webhook" => Shaped(IdRule.Pattern),
        "event" or "schedule" => Shaped(ClientId.Pattern),
        // A run that begins by the calendar has its schedule's id with @1.
        "run" => Shaped($"{ClientId.Pattern.TrimEnd('$')}(@1)?$"),
        _ => null,
    };

    /// <summary>What a header may be.</summary>
    /// <param name="name">Its name.</param>
    public static OpenApiSchema OfHeader(string name) => name switch
    {
        ActReason.Header => Note(),
        // A quoted one may have a backslash before each of its characters.
        IdempotencyKey.Header => new()
        {
            Type = JsonSchemaType.String, MinLength = 1, MaxLength = (2 * IdRule.MaxLength) + 2,
        },
        _ => new() { Type = JsonSchemaType.String },
    };

    /// <summary>The limit of a page where the caller names none.</summary>
    /// <param name="path">The path of the operation.</param>
    public static int DefaultLimit(string path) =>
        path.EndsWith("/markets", StringComparison.Ordinal)
        || path.EndsWith("/rounds", StringComparison.Ordinal)
            ? Paging.MaxLimit
            : Paging.Usual;

    private static bool IsOverview(string path) =>
        path.EndsWith("overview", StringComparison.Ordinal);

    private static OpenApiSchema Whole(long least, long most) => new()
    {
        Type = JsonSchemaType.Integer, Format = most <= int.MaxValue ? "int32" : "int64",
        Minimum = $"{least}", Maximum = $"{most}",
    };

    private static OpenApiSchema Shaped(string pattern) =>
        new() { Type = JsonSchemaType.String, Pattern = pattern };

    private static OpenApiSchema Day() => new() { Type = JsonSchemaType.String, Format = "date" };

    private static OpenApiSchema Note() => new()
    {
        Type = JsonSchemaType.String, MinLength = 1, MaxLength = NoteRule.MaxLength,
    };

    private static OpenApiSchema OneOf(IEnumerable<string> words) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. words.Select(word => (JsonNode)word)],
    };
}
