using System.Text.Json.Nodes;
using Clearing.Allocation.Scores;
using Clearing.Formats;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>The OpenAPI description of the interface.</summary>
internal static partial class Descriptions
{
    private const string Purpose =
        "Warehouse capacity is rationed by sealed-bid rounds. Amounts are integers in named units: "
        + "fees in micros of the major currency unit per cubic foot, volumes in cubic feet, money in "
        + "minor units; all 64 bits are exact, and with the header \"Prefer: int64=string\" they are "
        + "strings, in answers and, if you like, in bodies: /openapi/v1-strings.json describes that. "
        + "Every command carries its own id, in the body or as "
        + "the header Idempotency-Key: the same id with the same content gets the first answer.";

    private static readonly Dictionary<string, string> Headings = new()
    {
        ["Approvals"] = "What one operator proposes and another one approves.",
        ["Audit"] = "What operators did, when and why, on record.",
        ["Calendar"] = "The rounds to come.",
        ["Exports"] = "Files and sums for finance.",
        ["Feeds"] = "Events as they happen, over server-sent events.",
        ["Inspections"] = "Sealed bids seen by operators, on record.",
        ["Markets"] = "Opening, running and settling markets.",
        ["Monitoring"] = "Whether markets look honest, for operators and auditors.",
        ["Problems"] = "What the codes of problems mean.",
        ["Rounds"] = "Closing and clearing rounds, and what they tell.",
        ["Sellers: accounts"] = "Statements, awards, allocations and ledgers.",
        ["Sellers: bids and awards"] = "Placing, changing and giving back.",
        ["Sellers: facts and score"] = "Day reports, returns, the score that they make, bases and advice.",
        ["Sellers: sales and use"] = "Reports and corrections.",
        ["Zones"] = "Regions' storage types: their rules, facts and calendar.",
        ["Zones: runs"] = "Drafting, overriding and announcing bases.",
        ["Webhooks"] = "Events sent to receivers of your own.",
    };

    // ASP.NET does not describe the elements of nullable lists, so they are listed here.
    private static readonly Type[] OfListsThatMayBeNull =
        [typeof(CurveStepAnswer), typeof(SealedStepAnswer), typeof(ScheduleBody)];

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            Constraints.OfObject(schema, context.JsonTypeInfo);
            if (StringIntegers.In(context))
            {
                StringIntegers.Describe(schema, context.JsonTypeInfo.Type);
            }
            return Task.CompletedTask;
        });
        options.ShouldInclude = described =>
            described.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(Describe);
        options.AddDocumentTransformer(WebhookOperations.Describe);
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    }

    private static async Task Describe(
        OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Capacity clearing",
            Version = "v1",
            Description = Purpose,
            License = new OpenApiLicense
            {
                Name = "MIT",
                Url = new Uri("https://opensource.org/license/mit"),
            },
            Contact = ContactOf(
                context.ApplicationServices.GetRequiredService<IOptions<GatewayOptions>>().Value),
        };
        document.Servers =
            [new OpenApiServer { Url = "/", Description = "The server that this is read from." }];
        document.Tags = new HashSet<OpenApiTag>(
            Headings.OrderBy(heading => heading.Key, StringComparer.Ordinal)
                .Select(heading => new OpenApiTag { Name = heading.Key, Description = heading.Value }));
        var problem = await context.GetOrCreateSchemaAsync(
            typeof(Problem), null, cancellationToken);
        document.AddComponent(nameof(Problem), problem);
        foreach (var element in OfListsThatMayBeNull)
        {
            document.Components!.Schemas![element.Name] =
                await context.GetOrCreateSchemaAsync(element, null, cancellationToken);
        }
        document.AddComponent<IOpenApiSecurityScheme>("bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "Roles: seller (only itself), operator (its regions), auditor (reads).",
        });
    }

    private static OpenApiContact ContactOf(GatewayOptions options) => new()
    {
        Name = options.ContactName ?? "The Clearing authors",
        Url = options.ContactUrl is { } page ? new Uri(page) : null,
        Email = options.ContactEmail,
    };

    private static void Describe(OpenApiSchema schema, Type type)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        DescribeIntegers(schema, type, known);
        if (known == typeof(Curve))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            };
            schema.Properties = null;
            schema.Required = null;
            schema.Description ??= "Knots, each an array of a place and a value.";
        }
        if (known == typeof(Problem) && schema.Properties?["code"] is OpenApiSchema code)
        {
            code.Enum =
                [.. Codes.All.Keys.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)];
            code.Description += " " + string.Join(
                "\n", Codes.All.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => $"- {entry.Key} ({entry.Value.Status}): {entry.Value.Title}"));
        }
        if (known.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Words.All(known).Keys.Select(word => (JsonNode)word)];
        }
    }

    private static void DescribeIntegers(OpenApiSchema schema, Type type, Type known)
    {
        // Types with their own converter must be declared as integers here.
        if (StringIntegers.Covers(known))
        {
            schema.Type = known == type
                ? JsonSchemaType.Integer
                : JsonSchemaType.Integer | JsonSchemaType.Null;
            // Tools know no wider format, and take an integer without a format for 32 bits.
            schema.Format = "int64";
        }
        if (known == typeof(Int128))
        {
            schema.Description ??=
                "Exact; beyond 64 bits only where fees and volumes are near their own limits.";
        }
        if (known == typeof(IReadOnlyDictionary<string, long>))
        {
            schema.AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Minimum = schema.Minimum,
            };
            (schema.Minimum, schema.Maximum) = (null, null);
        }
    }
}
