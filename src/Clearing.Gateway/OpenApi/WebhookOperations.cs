using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// Describes what receivers of webhooks are sent, in the section of webhooks.
/// </summary>
internal static class WebhookOperations
{
    private const string InZone = "zone-seller/us-east/standard/acme";
    private const string Market = "market/us-east/standard/2026-Q4";
    private const string InMarket = "market-seller/us-east/standard/2026-Q4/acme";

    private static readonly (string Type, string Meaning, string Source, Type Data)[] All =
    [
        (EventTypes.Posting, "A posting of a seller's ledger.", "seller/acme",
            typeof(LedgerEntryAnswer)),
        (EventTypes.Cleared, "A round of a market was cleared.", Market, typeof(RoundAnswer)),
        (EventTypes.Provisional, "A round was cleared, and does not bind yet.", Market,
            typeof(ContestedRoundAnswer)),
        (EventTypes.Voided, "A provisional round was voided.", Market,
            typeof(ContestedRoundAnswer)),
        (EventTypes.Warning, "A seller's use is about to exceed its limit, or no longer is.",
            InZone, typeof(CapacityNoticeAnswer)),
        (EventTypes.Overage, "A seller's use is above its limit.", InZone,
            typeof(CapacityNoticeAnswer)),
        (EventTypes.BaseCut, "A seller's base is cut from a day on.", InZone,
            typeof(CapacityNoticeAnswer)),
        (EventTypes.EventDecided,
            "An operator confirmed, declined or withdrew a seller's planned event.", InZone,
            typeof(CapacityNoticeAnswer)),
        (EventTypes.Closed, "A round's book was closed.", Market, typeof(MarketFactAnswer)),
        (EventTypes.Alarm, "A tiny late bid set a round's fee far below the next one.", Market,
            typeof(MarketFactAnswer)),
        (EventTypes.Paused, "A market was paused.", Market, typeof(MarketFactAnswer)),
        (EventTypes.Resumed, "A market is resumed after a pause.", Market,
            typeof(MarketFactAnswer)),
        (EventTypes.Settled, "A market was settled.", Market, typeof(MarketFactAnswer)),
        (EventTypes.BidAccepted, "A seller's own bid is in the book.", InMarket,
            typeof(BidFactAnswer)),
        (EventTypes.BidAmended, "A seller's own bid stands with other terms.", InMarket,
            typeof(BidFactAnswer)),
        (EventTypes.BidCancelled, "A seller's own bid is closed by the seller.", InMarket,
            typeof(BidFactAnswer)),
    ];

    public static async Task Describe(
        OpenApiDocument document, OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken)
    {
        // Receivers cannot prefer strings.
        if (context.DocumentName == StringIntegers.Name) { return; }
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>();
        foreach (var (type, meaning, source, data) in All)
        {
            document.Webhooks[type] = Received(
                type, meaning, source,
                await context.GetOrCreateSchemaAsync(data, null, cancellationToken));
        }
    }

    private static OpenApiPathItem Received(
        string type, string meaning, string source, OpenApiSchema data) => new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    OperationId = "on" + string.Concat(
                    type.Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
                    Summary = meaning,
                    Description = meaning + " Signed after the Standard Webhooks specification: webhook-id, "
                    + "webhook-timestamp and webhook-signature. Retried until it is accepted.",
                    Tags = new HashSet<OpenApiTagReference> { new("Webhooks") },
                    Security = [],
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/json"] = new() { Schema = Payload(type, source, data) },
                        },
                    },
                    Responses = new OpenApiResponses
                    {
                        ["2XX"] = new OpenApiResponse { Description = "The event is accepted." },
                        ["4XX"] = new OpenApiResponse
                        {
                            Description = "The event is tried again later; 410 switches the webhook off.",
                        },
                    },
                },
            },
        };

    private static OpenApiSchema Payload(string type, string source, OpenApiSchema data) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "source", "number", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)type] },
            ["timestamp"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "date-time",
                Description = "When it became durable; absent in older journals.",
            },
            ["source"] = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [(JsonNode)source] },
            ["number"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            ["data"] = data,
        },
    };
}
