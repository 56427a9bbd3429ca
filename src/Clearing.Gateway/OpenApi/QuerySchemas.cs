using System.Text.Json.Nodes;
using Clearing.Allocation.Facts;
using Clearing.Formats;
using Clearing.Market;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>What the parameters of queries take, for those that are more than a text.</summary>
internal static class QuerySchemas
{
    private const long Million = 1_000_000;

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
        "market" => new() { Type = JsonSchemaType.String, Pattern = MarketKey.Pattern },
        "reason" => new()
        {
            Type = JsonSchemaType.String, MinLength = 1, MaxLength = NoteRule.MaxLength,
        },
        Preferences.Int64 => new() { Type = JsonSchemaType.String, Enum = ["string"] },
        _ => null,
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

    private static OpenApiSchema OneOf(IEnumerable<string> words) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. words.Select(word => (JsonNode)word)],
    };
}
