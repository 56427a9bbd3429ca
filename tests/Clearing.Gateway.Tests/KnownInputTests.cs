namespace Clearing.Gateway.Tests;

/// <summary>Unknown input is refused, never ignored.</summary>
public partial class KnownInputTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Csv = "bid_id,seller,max_fee_micros,max_volume\nx1,acme,500000,600\n";

    [Fact]
    public async Task Every_endpoint_refuses_a_parameter_that_it_does_not_know()
    {
        var endpoints = server.Endpoints.Where(endpoint =>
            endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal)).ToArray();

        Assert.True(endpoints.Length > 50, $"{endpoints.Length} endpoints");
        foreach (var endpoint in endpoints)
        {
            var path = Walk.Path(endpoint).Split('?')[0];
            var reply = await server.Send(Walk.Method(endpoint), path + "?no_such_parameter=1");
            Assert.True(
                reply is { Status: 400, Code: "FIELD_INVALID" }
                    && reply["field"] == "no_such_parameter" && reply["detail"] is not null,
                $"{Walk.Name(endpoint)}: {reply.Text}");
        }
    }

    [Fact]
    public async Task The_page_that_tries_the_endpoints_knows_no_parameter()
    {
        var page = await server.Send("GET", "/docs/index.html");
        var refused = await server.Send("GET", "/docs/index.html?url=https://example.com/v1.json");

        Assert.Equal(200, page.Status);
        Assert.Equal((400, "FIELD_INVALID", "url"), (refused.Status, refused.Code, refused["field"]));
    }

    [Theory]
    [InlineData("&dry-run=true", "dry-run")]
    [InlineData("&dryRun=true", "dryRun")]
    [InlineData("&dry_run=yes", "dry_run")]
    [InlineData("&dry_run=", "dry_run")]
    [InlineData("&dry_run=true&dry_run=false", "dry_run")]
    public async Task A_mistyped_dry_run_places_nothing(string query, string field)
    {
        var market = await server.OpenMarket();
        var import = await server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}{query}", Csv);
        var bids = await server.Send("GET", $"/v1/sellers/acme/bids?market={market}");

        Assert.Equal((400, "FIELD_INVALID", field), (import.Status, import.Code, import["field"]));
        Assert.Empty(bids.Json["bids"]!.AsArray());
    }

    [Fact]
    public async Task Terms_in_the_query_clear_nothing()
    {
        var market = await server.OpenMarket();
        var clear = await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear?capacity_delta=500");

        Assert.Equal((400, "capacity_delta"), (clear.Status, clear["field"]));
        Assert.Contains("known are", clear["detail"]);
        Assert.Equal(404, (await server.Send("GET", $"/v1/markets/{market}/rounds/1")).Status);
    }

    [Fact]
    public async Task A_body_where_none_is_taken_is_refused()
    {
        var market = await server.OpenMarket();
        var settle = await server.Send("POST", $"/v1/markets/{market}/settle", """{"dry_run":true}""");
        var resume = await server.Send("POST", $"/v1/markets/{market}/resume", "{}");
        var report = await server.Send("GET", $"/v1/markets/{market}");

        Assert.Equal((400, "BODY_MALFORMED"), (settle.Status, settle.Code));
        Assert.Equal((200, "OPEN"), (resume.Status, report["stage"]));
    }

    [Theory]
    [InlineData("application/vnd.ms-excel", 200)]
    [InlineData("text/plain", 200)]
    [InlineData("application/octet-stream", 200)]
    [InlineData("application/json", 415)]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 415)]
    public async Task An_import_is_taken_as_spreadsheets_name_it_or_told_what_to_do(string type, int status)
    {
        var market = await server.OpenMarket();
        var reply = await server.SendAs(
            type, "POST", $"/v1/sellers/acme/imports?market={market}", Csv);

        Assert.Equal(status, reply.Status);
        if (status == 415) { Assert.Contains("text/csv", reply["detail"]); }
    }

    [Theory]
    [InlineData("eu/standard", 1, "region")]
    [InlineData("test/standard", 3, "round")]
    public async Task A_row_of_another_market_or_round_refuses_the_import(
        string region, int round, string field)
    {
        var market = await server.OpenMarket();
        var import = await server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}",
            "bid_id,seller,region,round,max_fee_micros,max_volume\n"
            + $"b,acme,{region},{round},5,6\n");

        Assert.Equal((422, field), (import.Status, import["field"]));
    }

    [Fact]
    public async Task A_dry_run_and_the_import_are_told_the_same()
    {
        var market = await server.OpenMarket("""{"highest_max_fee_micros":550,"cap_share_of_base_ppm":0}""");
        var rows = "bid_id,seller,max_fee_micros,max_volume\na,acme,500,600\nb,acme,600,600\n"
            + "c,acme,500,600000\n";
        var dry = await Import("&dry_run=true");
        var bids = await server.Send("GET", $"/v1/sellers/acme/bids?market={market}");
        var placed = await Import("");

        Assert.Empty(bids.Json["bids"]!.AsArray());
        Assert.Equal("1", placed["accepted"]);
        Assert.Equal(dry.Text.Replace("true,\"rows", "false,\"rows"), placed.Text);

        Task<Reply> Import(string query) => server.SendAs(
            "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}{query}", rows);
    }

    [Fact]
    public async Task A_refusal_over_the_cap_says_that_it_is_the_first_answer_and_what_the_limit_is_now()
    {
        var market = await server.OpenMarket("""{"cap_share_of_base_ppm":1000000,"cap_floor":100}""");
        var bid = $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":5,"max_volume":600}""";
        var refused = await server.Send("POST", "/v1/sellers/ada/bids", bid);
        await server.Send("PUT", "/v1/sellers/ada/bases/test/standard", """{"volume":1000}""");
        var again = await server.Send("POST", "/v1/sellers/ada/bids", bid);

        Assert.Equal((422, "100", null), (refused.Status, refused["limit"], refused["repeated"]));
        Assert.Equal((422, "1000", "true"), (again.Status, again["limit"], again["repeated"]));
        Assert.Contains("new id", again["detail"]);
        Assert.Equal("true", again.Message.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task A_quoted_Idempotency_Key_names_the_same_command()
    {
        var market = await server.OpenMarket();
        var bid = $$"""{"market":"{{market}}","max_fee_micros":5,"max_volume":600}""";
        await server.Send("POST", "/v1/sellers/acme/bids", bid, ("Idempotency-Key", "k-1"));
        var again = await server.Send(
            "POST", "/v1/sellers/acme/bids", bid, ("Idempotency-Key", "\"k-1\""));

        Assert.Equal(("k-1", "true"), (again["bid_id"], again["repeated"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"k-1")]
    [InlineData("\"k-1\";until=tomorrow")]
    [InlineData("\"k-1\", \"k-2\"")]
    public async Task A_malformed_Idempotency_Key_places_nothing(string key)
    {
        var market = await server.OpenMarket();
        var placed = await server.Send(
            "POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","max_fee_micros":5,"max_volume":600}""", ("Idempotency-Key", key));
        var bids = await server.Send("GET", $"/v1/sellers/acme/bids?market={market}");

        Assert.Equal((400, "Idempotency-Key"), (placed.Status, placed["field"]));
        Assert.Empty(bids.Json["bids"]!.AsArray());
    }

    [Fact]
    public async Task Two_Idempotency_Keys_place_nothing()
    {
        var market = await server.OpenMarket();
        var placed = await server.Send(
            "POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","max_fee_micros":5,"max_volume":600}""",
            ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));

        Assert.Equal((400, "Idempotency-Key"), (placed.Status, placed["field"]));
    }

    [Theory]
    [InlineData("Idempotency-Key", "pause", """{"note":"n"}""")]
    [InlineData("Idempotency-Key", "rounds/1/clear", "{}")]
    [InlineData("If-Match", "capacity", """{"change_id":"x","delta":5}""")]
    [InlineData("If-None-Match", "settle", null)]
    [InlineData("If-Modified-Since", "settle", null)]
    [InlineData("If-Unmodified-Since", "capacity", """{"change_id":"x","delta":5}""")]
    public async Task A_header_on_which_a_command_does_not_depend_is_refused(
        string header, string path, string? body)
    {
        var market = await server.OpenMarket();
        var before = await server.Send("GET", $"/v1/markets/{market}");
        var refused = await server.Send("POST", $"/v1/markets/{market}/{path}", body, (header, "\"x\""));
        var after = await server.Send("GET", $"/v1/markets/{market}");

        Assert.Equal((400, header), (refused.Status, refused["field"]));
        Assert.Equal(before.Text, after.Text);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    [InlineData("/markets")]
    [InlineData("/sign-in")]
    public async Task A_path_outside_the_versioned_interface_refuses_an_unknown_parameter(string path)
    {
        var known = await server.Send("GET", path);
        var unknown = await server.Send("GET", path + "?sohw=needs");

        Assert.True(known.Status < 400, known.Text);
        Assert.Equal((400, "sohw"), (unknown.Status, unknown["field"]));
    }

    [Fact]
    public async Task A_distance_without_a_number_of_rounds_plans_nothing()
    {
        var market = await server.OpenMarket();
        var planned = await server.Send(
            "POST", $"/v1/markets/{market}/calendar",
            """{"round":1,"closes_at":"2099-01-01T00:00:00Z","repeat_every_seconds":60}""");

        Assert.Equal((400, "repeat_count"), (planned.Status, planned["field"]));
    }

    [Fact]
    public async Task An_account_is_not_opened_in_the_future()
    {
        await server.Send(
            "PUT", "/v1/zones/known/input", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var set = await server.Send(
            "PUT", "/v1/sellers/acme/zones/known/input/profile",
            $$"""{"account_started":"{{DateTime.UtcNow.AddYears(1):yyyy-MM-dd}}","plan":"PROFESSIONAL"}""");

        Assert.Equal((422, "DAY_IN_FUTURE", "account_started"), (set.Status, set.Code, set["field"]));
    }

    [Theory]
    [InlineData("sellers/acme/bids?market=no/such/market")]
    [InlineData("sellers/acme/statement?market=no/such/market")]
    [InlineData("sellers/acme/awards?market=no/such/market")]
    [InlineData("markets/no/such/market/rounds/contested")]
    [InlineData("markets/no/such/market/rounds/1")]
    [InlineData("markets/no/such/market/rounds/1/curve")]
    [InlineData("markets/no/such/market/rounds/1/awards.csv")]
    [InlineData("markets/no/such/market/sellers")]
    [InlineData("markets/no/such/market/inspections")]
    [InlineData("markets/no/such/market/health")]
    [InlineData("sellers/acme/markets/no/such/market/rounds/1/proof")]
    public async Task What_is_asked_of_a_market_that_does_not_exist_says_that_it_does_not(string path)
    {
        var reply = await server.Send("GET", "/v1/" + path);

        Assert.Equal((404, "MARKET_UNKNOWN", "market"), (reply.Status, reply.Code, reply["field"]));
    }

    [Theory]
    [InlineData("POST", "pause", """{"note":"  "}""", "note")]
    [InlineData("POST", "inspections", """{"inspection_id":"i","reason":"\t"}""", "reason")]
    [InlineData("DELETE", "calendar/1?reason=%20", null, "reason")]
    public async Task A_reason_that_is_blank_is_none(
        string method, string path, string? body, string field)
    {
        var market = await server.OpenMarket();
        var refused = await server.Send(method, $"/v1/markets/{market}/{path}", body);

        Assert.Equal((400, field), (refused.Status, refused["field"]));
    }
}
