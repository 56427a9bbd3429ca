using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// The parameters and answers that many endpoints share, as the description shows them.
/// </summary>
internal static class Parameters
{
    public static OpenApiParameter InPath(string name) =>
        Text(name, ParameterLocation.Path, required: true, Meaning(name));

    public static OpenApiParameter InQuery(string name) =>
        Text(name, ParameterLocation.Query, required: name == "market", Meaning(name));

    public static OpenApiParameter IdempotencyKey() => Text(
        "Idempotency-Key", ParameterLocation.Header, required: false,
        ("The command's id where the body leaves it out; where both are there they must be equal.",
            "b-1042"));

    public static OpenApiResponse ProblemResponse(OpenApiDocument document) => new()
    {
        Description = "A refusal or failure; its code says which.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchemaReference(nameof(Problem), document),
                Example = new JsonObject
                {
                    ["type"] = "/v1/problems/FEE_OFF_TICK",
                    ["title"] = Codes.All["FEE_OFF_TICK"].Title,
                    ["status"] = Codes.All["FEE_OFF_TICK"].Status,
                    ["code"] = "FEE_OFF_TICK",
                    ["field"] = "max_fee_micros",
                    ["value"] = "500001",
                    ["limit"] = 1_000,
                },
            },
        },
    };

    private static OpenApiParameter Text(
        string name, ParameterLocation place, bool required, (string Description, string Example) meaning) =>
        new()
        {
            Name = name,
            In = place,
            Required = required,
            Description = meaning.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(meaning.Example),
        };

    private static (string Description, string Example) Meaning(string name) => name switch
    {
        "market" => ("The market: region/storage_type/period.", "us-east/standard/2026-Q4"),
        "cursor" => ("The next_cursor of the page before; from the start without it.", "100"),
        "limit" => ("At most so many entries: 1 to 1000, default 100.", "100"),
        "region" => ("The market's region.", "us-east"),
        "from" => ("The first day; from the start without it.", "2026-10-01"),
        "to" => ("The last day; to the end without it.", "2026-10-31"),
        "storage_type" => ("The market's storage type.", "standard"),
        "period" => ("The market's period.", "2026-Q4"),
        "seller" => ("The seller's id.", "acme"),
        "dry_run" => ("true: check the file and place nothing.", "true"),
        "round" => ("The round's number.", "1"),
        "webhook" => ("The webhook's id, chosen by you.", "books"),
        _ => ("", ""),
    };
}
