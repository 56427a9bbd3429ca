using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// Describes the parameters and answers that many endpoints share.
/// </summary>
internal static class Parameters
{
    private static readonly Dictionary<string, (string Description, string Example)> Meanings =
        new(StringComparer.Ordinal)
        {
            ["market"] = ("The market: region/storage_type/period.", "us-east/standard/2026-Q4"),
            ["cursor"] = ("The next_cursor of the page before; default the first page.", "100"),
            ["limit"] = ("The most entries of a page.", "100"),
            ["region"] = ("The market's region.", "us-east"),
            ["to"] = ("The last day; default no end.", "2026-10-31"),
            ["storage_type"] = ("The market's storage type.", "standard"),
            ["period"] = ("The market's period.", "2026-Q4"),
            ["seller"] = ("The seller's id.", "acme"),
            ["bid"] = ("The bid's id.", "b-1042"),
            ["event"] = ("The planned event's id.", "diwali"),
            ["int64"] = (
                "With string, integers of 64 bits are strings, as with the header Prefer.",
                "string"),
            ["code"] = ("A problem's code.", "FEE_OFF_TICK"),
            ["dry_run"] = (
                "With true, the answer says what would come of it, and nothing is changed; default "
                + "false.",
                "true"),
            [OthersInQuery.Accepted] = (
                "In a dry run of a file's part: how many new bids of the parts before would be "
                + "accepted; default 0.",
                "250000"),
            [OthersInQuery.Refused] = (
                "In a dry run of a file's part: how many new bids of the parts before would be "
                + "refused as ABOVE_SELLER_CAP; default 0.",
                "12"),
            ["allow_gap"] = (
                "With true, the round numbers in between may be left out for good; default false.",
                "true"),
            ["reason"] = ("The reason; it is kept in the journal.", "no demand"),
            ["cause"] = ("Only entries of this cause; default all.", "AWARD"),
            ["from"] = (
                "Only what is of this time or later: a day or, for entries, an instant, UTC; "
                + "default all.",
                "2026-10-01"),
            ["until"] = (
                "Only entries that were recorded before this day or instant, UTC; default all.",
                "2027-01-01"),
            ["stage"] = ("Only those of this stage; default all.", "OPEN"),
            ["round"] = ("The round's number.", "1"),
            ["fees_micros"] = (
                "1 to 20 max fees, in micros per cubic foot, with commas between them.",
                "1000000,2000000"),
            ["max_fee_micros"] = (
                "Another max fee for the bid, in micros per cubic foot; default its own.",
                "4500000"),
            ["max_volume"] = ("Another max volume for the bid, in cubic feet; default its own.", "800"),
            ["volume"] = ("The cubic feet to advise on.", "600"),
            ["fill_ppm"] = (
                "How full the space would be by your guess, per million; default 800000.",
                "800000"),
            ["same_quarter"] = (
                "With true, only the same quarter of past years counts; default false.",
                "true"),
            ["run"] = ("The run's id, chosen by the operator.", "nov-1"),
            ["month"] = ("The calendar month, as yyyy-MM.", "2026-11"),
            ["schedule"] = ("The schedule's id, chosen by the operator.", "nov"),
            ["proposal"] = ("The proposal's id, chosen by the operator who asked.", "p-1"),
            ["webhook"] = ("The webhook's id, chosen by you.", "books"),
        };

    /// <summary>A parameter of a path.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inZone">True if the path is of a zone, whose example has months.</param>
    public static OpenApiParameter InPath(string name, bool inZone)
    {
        var meaning = inZone && name == "period"
            ? ("The period, of the zone's kind.", "2026-11")
            : Meaning(name);
        return Text(name, ParameterLocation.Path, required: true, meaning);
    }

    /// <summary>A parameter of a query, with the range or words that it takes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="required">True if the endpoint needs it.</param>
    /// <param name="path">The path of its operation.</param>
    public static OpenApiParameter InQuery(string name, bool required, string path)
    {
        var parameter = Text(name, ParameterLocation.Query, required, Meaning(name));
        if (name == "limit")
        {
            parameter.Description += $" Default {ParameterSchemas.DefaultLimit(path)}.";
        }
        if (ParameterSchemas.Of(name, path) is not { } schema) { return parameter; }
        parameter.Schema = schema;
        if (schema.Type is JsonSchemaType.Integer or JsonSchemaType.Boolean)
        {
            parameter.Example = JsonNode.Parse(Meaning(name).Example);
        }
        return parameter;
    }

    /// <summary>Describes a parameter of a path or query that has no description yet.</summary>
    public static void Describe(OpenApiParameter parameter)
    {
        var (description, example) = Meaning(parameter.Name ?? "");
        parameter.Description ??= description;
        if (parameter.In == ParameterLocation.Path)
        {
            parameter.Schema = ParameterSchemas.OfPath(parameter.Name ?? "") ?? parameter.Schema;
        }
        if (example.Length == 0) { return; }
        if (parameter.Schema?.Type?.HasFlag(JsonSchemaType.Integer) == true)
        {
            parameter.Example = JsonNode.Parse(example);
        }
        parameter.Example ??= JsonValue.Create(example);
    }

    public static OpenApiParameter InHeader(string name, string meaning) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = false,
            Description = meaning,
            Schema = ParameterSchemas.OfHeader(name),
        };

    public static OpenApiParameter IdempotencyKey() => Text(
        "Idempotency-Key", ParameterLocation.Header, required: false,
        ("The command's id where the body leaves it out; where both are there they must be equal. "
            + "It may be quoted, as structured fields are.",
            "b-1042"));

    /// <summary>The status of a call that cannot be read or has unknown input.</summary>
    public const string BadRequest = "400";

    /// <summary>The description of a problem, with status 400 or any other.</summary>
    public static OpenApiResponse ProblemResponse(
        string status, OpenApiDocument document, Func<JsonNode, JsonNode?> fitting) => new()
        {
            Description = status == BadRequest
            ? "The call cannot be read; its code says why."
            : "A refusal (4xx) or failure (5xx); its code says which, and whether a command may count.",
            Headers = RetryAfter(),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Example = fitting(status == BadRequest ? Unread() : Refused()),
                },
            },
        };

    private static JsonObject Unread()
    {
        var problem = ProblemOf(Codes.FieldInvalid);
        problem["field"] = "max_volume";
        problem["value"] = "-5";
        problem["detail"] = "must be 1 or more";
        return problem;
    }

    private static JsonObject Refused()
    {
        var problem = ProblemOf("FEE_OFF_TICK");
        problem["field"] = "max_fee_micros";
        problem["value"] = "500001";
        problem["limit"] = 1_000;
        return problem;
    }

    private static JsonObject ProblemOf(string code) => new()
    {
        ["type"] = "/v1/problems/" + code,
        ["title"] = Codes.All[code].Title,
        ["status"] = Codes.All[code].Status,
        ["code"] = code,
    };

    private static Dictionary<string, IOpenApiHeader> RetryAfter()
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        Operations.Add(headers, "Retry-After", "Seconds after which to try again, if that helps.");
        Operations.Add(
            headers, StatusResults.Replayed, "true if this is a first answer given before.");
        return headers;
    }

    private static OpenApiParameter Text(
        string name, ParameterLocation place, bool required,
        (string Description, string Example) meaning) =>
        new()
        {
            Name = name,
            In = place,
            Required = required,
            Description = meaning.Description,
            Schema = ParameterSchemas.OfHeader(name),
            Example = JsonValue.Create(meaning.Example),
        };

    private static (string Description, string Example) Meaning(string name) =>
        Meanings.GetValueOrDefault(name, ("", ""));
}
