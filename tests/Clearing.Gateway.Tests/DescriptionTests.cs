using System.Text;

namespace Clearing.Gateway.Tests;

/// <summary>The OpenAPI description matches the endpoints.</summary>
public class DescriptionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_has_every_endpoint()
    {
        var description = await server.Send("GET", "/openapi/v1.json");
        var described = description.Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(
                method => $"{method.Key.ToUpperInvariant()} {path.Key}"))
            .Order();
        var mapped = server.Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .Select(endpoint => Walk.Name(endpoint).Replace(":int", "").TrimEnd('/'))
            .Order();

        Assert.StartsWith("3.1", description["openapi"]);
        Assert.Equal(mapped, described.Select(name => name.TrimEnd('/')));
    }

    [Fact]
    public async Task Every_parameter_of_a_path_is_described()
    {
        var description = await server.Send("GET", "/openapi/v1.json");
        foreach (var (path, methods) in description.Json["paths"]!.AsObject())
        {
            var named = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
            foreach (var (_, operation) in methods!.AsObject())
            {
                var described = (operation!["parameters"]?.AsArray() ?? [])
                    .Where(parameter => parameter!["in"]!.ToString() == "path")
                    .Select(parameter => parameter!["name"]!.ToString());
                Assert.Equal(named.Order(), described.Order());
            }
        }
    }

    [Fact]
    public async Task An_amount_is_described_as_an_integer_and_a_word_by_its_values()
    {
        var schemas = (await server.Send("GET", "/openapi/v1.json")).Json["components"]!["schemas"]!;

        Assert.Equal("integer", schemas["BidBody"]!["properties"]!["max_fee_micros"]!["type"]!.ToString());
        Assert.Equal("int64", schemas["BidBody"]!["properties"]!["max_fee_micros"]!["format"]!.ToString());
        Assert.Contains("TIME_PRIORITY", schemas.ToJsonString());
        Assert.Equal("integer", schemas["StatementAnswer"]!["properties"]!["net_minor"]!["type"]!.ToString());
    }

    [Theory]
    [InlineData("BidBody", "market", "pattern", MarketKey.Pattern)]
    [InlineData("BidBody", "bid_id", "pattern", "^[!-~]{1,128}$")]
    [InlineData("BidBody", "max_fee_micros", "minimum", "0")]
    [InlineData("BidBody", "max_volume", "minimum", "1")]
    [InlineData("BidsBody", "bids", "maxItems", "10000")]
    [InlineData("OneBid", "max_volume", "minimum", "1")]
    [InlineData("InspectionBody", "reason", "maxLength", "200")]
    [InlineData("RotationBody", "keep_old_seconds", "maximum", "604800")]
    [InlineData("ConfigBody", "currency", "pattern", ConfigRule.CurrencyPattern)]
    [InlineData("ConfigBody", "minor_exponent", "maximum", "6")]
    [InlineData("ConfigBody", "credit_rate_ppm", "maximum", "10000000")]
    [InlineData("ConfigBody", "lot", "minimum", "1")]
    public async Task A_body_is_described_with_the_rules_by_which_it_is_read(
        string body, string member, string rule, string limit)
    {
        var schemas = (await server.Send("GET", "/openapi/v1.json")).Json["components"]!["schemas"]!;

        Assert.Equal(limit, $"{schemas[body]!["properties"]![member]![rule]}");
    }

    [Fact]
    public async Task A_body_is_described_with_what_it_must_have_and_an_id_may_come_in_the_header()
    {
        var schemas = (await server.Send("GET", "/openapi/v1.json")).Json["components"]!["schemas"]!;

        Assert.Equal(
            ["market", "max_fee_micros", "max_volume"],
            schemas["BidBody"]!["required"]!.AsArray().Select(name => $"{name}").Order());
        var caps = schemas["ConfigBody"]!["properties"]!["seller_cap"]!;
        Assert.Equal("0", $"{caps["additionalProperties"]!["minimum"]}");
    }

    [Fact]
    public async Task The_example_of_a_new_bids_answer_is_that_of_a_first_answer()
    {
        var paths = (await server.Send("GET", "/openapi/v1.json")).Json["paths"]!;
        var created = paths["/v1/sellers/{seller}/bids"]!["post"]!["responses"]!["201"]!;

        Assert.Equal(
            """{"bid_id":"b-1042","status":"ACCEPTED","number":1,"repeated":false,"limit":null}""",
            created["content"]!["application/json"]!["example"]!.ToJsonString());
    }

    [Theory]
    [InlineData("get /v1/sellers/{seller}/ledger", "market", false, "string")]
    [InlineData("get /v1/sellers/{seller}/statement", "market", true, "string")]
    [InlineData("get /v1/sellers/{seller}/zones/{region}/{storage_type}/advice/{period}", "volume", true, "integer")]
    [InlineData("delete /v1/markets/{region}/{storage_type}/{period}/calendar/{round}", "reason", true, "string")]
    [InlineData("get /v1/markets", "limit", false, "integer")]
    [InlineData("post /v1/markets/{region}/{storage_type}/{period}/settle", "dry_run", false, "boolean")]
    public async Task A_parameter_of_a_query_says_what_it_takes_and_whether_it_must_be_there(
        string operation, string name, bool required, string type)
    {
        var paths = (await server.Send("GET", "/openapi/v1.json")).Json["paths"]!;
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var parameter = paths[path]![method]!["parameters"]!.AsArray()
            .Single(known => $"{known!["name"]}" == name && $"{known["in"]}" == "query")!;

        Assert.Equal(
            (required, type),
            ((bool?)parameter["required"] ?? false, $"{parameter["schema"]!["type"]}"));
    }

    [Theory]
    [InlineData("/v1/sellers/{seller}/bids", "OPEN,COMPLETE,CANCELLED,EXPIRED")]
    [InlineData("/v1/sellers/{seller}/markets/bids", "OPEN,COMPLETE,CANCELLED,EXPIRED")]
    [InlineData("/v1/overview", "OPEN,PAUSED,SETTLED")]
    public async Task A_stage_in_a_query_is_described_by_its_values(string path, string stages)
    {
        var paths = (await server.Send("GET", "/openapi/v1.json")).Json["paths"]!;
        var stage = paths[path]!["get"]!["parameters"]!.AsArray()
            .Single(known => $"{known!["name"]}" == "stage")!;
        var refused = await server.Send(
            "GET", path.Replace("{seller}", "acme") + "?stage=open"
                + (path.EndsWith("/bids") && !path.Contains("markets") ? "&market=a/b/c" : ""));

        Assert.Equal(stages, string.Join(',', stage["schema"]!["enum"]!.AsArray()));
        Assert.Equal((400, "stage"), (refused.Status, refused["field"]));
        Assert.EndsWith(stages.Replace(",", ", "), refused["detail"]);
    }

    [Fact]
    public async Task Every_answer_has_an_example_and_every_operation_its_problems()
    {
        var description = (await server.Send("GET", "/openapi/v1.json")).Json;
        var lacking = new List<string>();
        foreach (var (path, methods) in description["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                foreach (var (status, answer) in operation!["responses"]!.AsObject())
                {
                    var media = answer!["content"]?.AsObject().Single();
                    if (media is { } told && told.Key is not ("text/csv" or "text/html")
                        && told.Value!["example"] is null)
                    {
                        lacking.Add($"{method} {path} {status}");
                    }
                }
                Assert.NotNull(operation["responses"]!["default"]);
            }
        }
        var codes = description["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!;

        Assert.Empty(lacking);
        Assert.Equal(
            Codes.All.Keys.Order(StringComparer.Ordinal),
            codes["enum"]!.AsArray().Select(code => code!.ToString()));
        Assert.All(Codes.All.Keys, code => Assert.Contains($"- {code} (", $"{codes["description"]}"));
        Assert.NotNull(description["components"]!["securitySchemes"]!["bearer"]);
    }

    [Fact]
    public void Every_example_is_a_body_that_is_taken()
    {
        var bodies = typeof(BidBody).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(face =>
                face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IBody<>)))
            .ToArray();

        Assert.True(bodies.Length > 10, $"{bodies.Length} bodies");
        Assert.All(bodies, body => typeof(DescriptionTests)
            .GetMethod(nameof(ExampleIsTaken), System.Reflection.BindingFlags.NonPublic
                | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(body).Invoke(null, null));
    }

    [Fact]
    public async Task The_page_to_try_the_interface_is_there()
    {
        var page = await server.Send("GET", "/docs/index.html");

        Assert.Equal((200, "text/html"), (page.Status, page.Message.Content.Headers.ContentType!.MediaType));
    }

    private static void ExampleIsTaken<T>()
        where T : class, IBody<T> =>
        Assert.Null(Body<T>.Parse(Encoding.UTF8.GetBytes(T.Example), key: null).Problem);
}
