using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clearing.Gateway;

internal static partial class Descriptions
{
    private static void Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        AddPath(operation, context.Description.RelativePath ?? "");
        foreach (var names in endpoint.OfType<Marks.QueryNames>())
        {
            foreach (var name in names.Names.Where(name => !Has(operation, name)))
            {
                operation.Parameters.Add(Parameters.InQuery(
                    name, names.Required, context.Description.RelativePath ?? ""));
            }
        }
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            Parameters.Describe(parameter);
        }
        AddBody(operation, endpoint, context);
        if (endpoint.OfType<Allow>().FirstOrDefault() is { } allow)
        {
            AddRoles(operation, allow, context);
        }
        operation.Responses ??= [];
        AddExamples(operation, endpoint.OfType<IProducesResponseTypeMetadata>(), context);
        // Ranges such as 4XX break clients made by common generators.
        foreach (var status in new[] { Parameters.BadRequest, "default" })
        {
            operation.Responses[status] = Parameters.ProblemResponse(
                status, context.Document!, example => Fitting(example, typeof(Problem), context));
        }
        operation.OperationId = Operations.IdOf(
            context.Description.HttpMethod!, context.Description.RelativePath!);
        operation.Description ??= operation.Summary;
        AddHeaders(operation, endpoint, context);
        Operations.Describe(operation, [.. endpoint]);
    }

    private static void AddBody(
        OpenApiOperation operation, IList<object> endpoint, OpenApiOperationTransformerContext context)
    {
        if (endpoint.OfType<Marks.BodyExample>().FirstOrDefault() is { } example
            && operation.RequestBody?.Content?.Values.FirstOrDefault() is OpenApiMediaType media)
        {
            media.Example = Fitting(JsonNode.Parse(example.Json), example.Body, context);
            if (example.HasCommandId) { operation.Parameters!.Add(Parameters.IdempotencyKey()); }
        }
        if (endpoint.OfType<Marks.CsvExample>().FirstOrDefault() is { } csv)
        {
            foreach (var one in operation.RequestBody!.Content!.Values)
            {
                one.Example = JsonValue.Create(csv.Text);
            }
        }
    }

    private static void AddHeaders(
        OpenApiOperation operation, IList<object> endpoint, OpenApiOperationTransformerContext context)
    {
        if (context.DocumentName == StringIntegers.Name)
        {
            foreach (var one in operation.Parameters!) { StringIntegers.Describe(one); }
            operation.Parameters!.Add(Parameters.InHeader(
                "Prefer", IntegerStrings.Preference + ": send it with every call."));
        }
        if (!HttpMethods.IsGet(context.Description.HttpMethod!)
            && endpoint.OfType<Allow>().Any(allow => allow.Roles.HasFlag(Role.Operator)))
        {
            operation.Parameters!.Add(Parameters.InHeader(
                ActReason.Header, "Why: 1 to 200 characters. Kept in the audit trail of a market or seller; not of "
                + "zones and webhooks."));
        }
    }

    private static void AddExamples(
        OpenApiOperation operation, IEnumerable<IProducesResponseTypeMetadata> answers,
        OpenApiOperationTransformerContext context)
    {
        var json = JsonOf(context);
        foreach (var answer in answers)
        {
            if (answer.Type is not { } type || type == typeof(string)
                || operation.Responses!.GetValueOrDefault($"{answer.StatusCode}")?.Content is not { } content)
            {
                continue;
            }
            var example = Fitting(Samples.Of(type, json), type, context);
            foreach (var media in content.Values) { media.Example = example?.DeepClone(); }
        }
    }

    private static JsonNode? Fitting(
        JsonNode? example, Type type, OpenApiOperationTransformerContext context) =>
        context.DocumentName == StringIntegers.Name
            ? StringIntegers.Quoted(example, type, JsonOf(context))
            : example;

    private static JsonSerializerOptions JsonOf(OpenApiOperationTransformerContext context) =>
        context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>()
            .Value.SerializerOptions;

    private static void AddPath(OpenApiOperation operation, string path)
    {
        foreach (var part in path.Split('/').Where(part => part.StartsWith('{')))
        {
            var name = part.Trim('{', '}').Split(':')[0];
            if (!Has(operation, name))
            {
                operation.Parameters!.Add(
                    Parameters.InPath(name, path.Contains("/zones/", StringComparison.Ordinal)));
            }
        }
    }

    private static bool Has(OpenApiOperation operation, string parameter) =>
        operation.Parameters!.Any(known => known.Name == parameter);

    private static void AddRoles(
        OpenApiOperation operation, Allow allow, OpenApiOperationTransformerContext context)
    {
        if (allow.Roles.HasFlag(Role.Anonymous))
        {
            operation.Security = [];
            return;
        }
        operation.Description = $"Roles: {allow.Roles.ToString().ToLowerInvariant()}.";
        operation.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [],
            },
        ];
    }
}
