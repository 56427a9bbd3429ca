namespace Clearing.Gateway.Tests;

/// <summary>Operators' acts are recorded with who, when, why and the request's id.</summary>
public sealed class AuditTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Fact]
    public async Task An_operators_act_is_on_record_with_its_reason_and_the_id_of_its_answer()
    {
        var market = await server.OpenMarket("trail", "{}");
        var began = DateTimeOffset.UtcNow;
        var changed = await Act(
            "olga", "POST", $"markets/{market}/capacity", """{"change_id":"c","delta":9}""",
            "ein Regal fällt aus");
        await Act("olga", "POST", $"markets/{market}/pause", """{"note":"a storm"}""", null);
        var trail = await server.As("ann", "GET", $"markets/{market}/audit");
        var acts = trail.Json["acts"]!.AsArray();

        Assert.Equal(
            ["OPENED", "CAPACITY_CHANGED", "PAUSED"], acts.Select(act => $"{act!["act"]}"));
        var act = acts[1]!;
        Assert.Equal(
            ("olga", "c", "ein Regal fällt aus", RequestId(changed)),
            ($"{act["by"]}", $"{act["reference"]}", $"{act["reason"]}", $"{act["request_id"]}"));
        Assert.InRange(
            DateTimeOffset.Parse($"{act["at"]}"), began.AddSeconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal("a storm", $"{acts[2]!["reason"]}");
        Assert.Null(trail["next_cursor"]);
    }

    [Fact]
    public async Task A_reason_beside_a_command_that_has_a_note_is_kept_with_it()
    {
        var market = await server.OpenMarket("noted", "{}");
        await Act("olga", "POST", $"markets/{market}/pause", """{"note":"a storm"}""", "call 17");
        var trail = await server.As("ann", "GET", $"markets/{market}/audit");
        var pause = trail.Json["acts"]!.AsArray()[1]!;

        Assert.Equal(("a storm", "call 17"), ($"{pause["reason"]}", $"{pause["call_reason"]}"));
    }

    [Fact]
    public async Task A_trail_comes_in_pages_and_a_repeated_command_leaves_no_second_entry()
    {
        var market = await server.OpenMarket("pages", "{}");
        for (var i = 0; i < 2; i++)
        {
            await server.As(
                "olga", "POST", $"markets/{market}/capacity", """{"change_id":"c","delta":9}""");
        }
        var first = await server.As("olga", "GET", $"markets/{market}/audit?limit=1");
        var second = await server.As(
            "olga", "GET", $"markets/{market}/audit?limit=5&cursor={first["next_cursor"]}");

        Assert.Equal("OPENED", $"{Assert.Single(first.Json["acts"]!.AsArray())!["act"]}");
        Assert.Equal("CAPACITY_CHANGED", $"{Assert.Single(second.Json["acts"]!.AsArray())!["act"]}");
    }

    [Theory]
    [InlineData("markets/east/standard/ends", "{}", "MARKET_UNKNOWN")]
    [InlineData(
        "zones/east/ends", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""", "ZONE_UNKNOWN")]
    public async Task After_the_last_page_a_trail_is_empty_and_only_a_trail_without_entries_is_unknown(
        string path, string body, string code)
    {
        var unknown = await server.As("olga", "GET", $"{path}/audit");
        await server.Do("olga", "PUT", path, body);
        var past = await server.As("olga", "GET", $"{path}/audit?cursor=99");

        Assert.Equal((404, code), (unknown.Status, unknown.Code));
        Assert.Equal(200, past.Status);
        Assert.Empty(past.Json["acts"]!.AsArray());
    }

    [Fact]
    public async Task A_sellers_base_and_correction_are_on_its_own_trail()
    {
        var market = await server.OpenMarket("corrected", "{}");
        await server.Do("olga", "POST", $"markets/{market}/capacity", """{"change_id":"c","delta":100}""");
        await server.Do("trailed", "POST", "sellers/trailed/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":5000000,"max_volume":100}""");
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/clear", "{}");
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        await Patience.Until(
            () => server.As("trailed", "GET", $"sellers/trailed/statement?market={market}"),
            statement => statement["final"] == "true");
        await Act(
            "omar", "PUT", "sellers/trailed/bases/east/standard", """{"volume":70}""", "a contract");
        await server.Do("olga", "POST", "sellers/trailed/corrections",
            $$"""{"market":"{{market}}","correction_id":"k","amount_minor":-5,"note":"a broken pallet"}""");
        var trail = await server.As("ann", "GET", "sellers/trailed/audit");
        var own = await server.As("trailed", "GET", "sellers/trailed/audit");

        Assert.Equal(
            [("BASE_SET", "east/standard", "omar", "a contract"),
                ("CORRECTED", "k", "olga", "a broken pallet")],
            trail.Json["acts"]!.AsArray().Select(act =>
                ($"{act!["act"]}", $"{act["reference"]}", $"{act["by"]}", $"{act["reason"]}")));
        Assert.Equal(403, own.Status);
    }

    [Fact]
    public async Task A_refused_act_leaves_a_line_with_who_what_why_and_its_id_and_no_entry()
    {
        var market = await server.OpenMarket("refused", "{}");
        var foreign = await Act(
            "otto", "POST", $"markets/{market}/pause", """{"note":"mine"}""", "a takeover");
        var trail = await server.As("ann", "GET", $"markets/{market}/audit");

        Assert.Equal((403, "FORBIDDEN"), (foreign.Status, foreign.Code));
        Assert.Equal($"{foreign["request_id"]}", RequestId(foreign));
        var line = Assert.Single(
            server.Server.Log.Text.Split('\n'), line => line.Contains(RequestId(foreign))
                && line.Contains("refused to"));
        Assert.Contains("otto (Operator): POST /v1/markets/{region}", line);
        Assert.Contains($"market {market}, reason a takeover", line);
        Assert.Single(trail.Json["acts"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData(201)]
    public async Task A_reason_that_cannot_be_kept_is_refused_before_anything_happens(object sent)
    {
        var market = await server.OpenMarket($"reason{sent}", "{}");
        var reason = sent is int length ? new string('x', length) : "";
        var refused = await Act(
            "olga", "POST", $"markets/{market}/pause", """{"note":"n"}""", reason);
        var trail = await server.As("ann", "GET", $"markets/{market}/audit");

        Assert.Equal((400, "FIELD_INVALID", "Audit-Reason"), (refused.Status, refused.Code, refused["field"]));
        Assert.Single(trail.Json["acts"]!.AsArray());
    }

    [Fact]
    public async Task An_act_on_a_zone_is_on_record_as_one_on_a_market_is()
    {
        const string Zone = "zones/east/audited";
        const string Rules = """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";
        Assert.Equal(404, (await server.As("ann", "GET", $"{Zone}/audit")).Status);
        var configured = await Act("olga", "PUT", Zone, Rules, "the first zone");
        await Act("olga", "PUT", Zone, Rules, "again");
        await server.Do("olga", "POST", $"{Zone}/schedule",
            """{"schedule_id":"s-1","period":"2031-01","capacity_volume":5000}""");
        await server.Do("olga", "DELETE", $"{Zone}/schedule/s-1", "");
        var acts = (await server.As("ann", "GET", $"{Zone}/audit")).Json["acts"]!.AsArray();

        Assert.Equal(
            ["ZONE_CONFIGURED", "RUN_SCHEDULED", "RUN_UNSCHEDULED"],
            acts.Select(act => $"{act!["act"]}"));
        Assert.Equal(
            ("olga", "the first zone", RequestId(configured)),
            ($"{acts[0]!["by"]}", $"{acts[0]!["reason"]}", $"{acts[0]!["request_id"]}"));
        Assert.Equal(("s-1", "olga"), ($"{acts[1]!["reference"]}", $"{acts[1]!["by"]}"));
        Assert.Equal(403, (await server.As("otto", "GET", $"{Zone}/audit")).Status);
        Assert.Equal(403, (await server.As("acme", "GET", $"{Zone}/audit")).Status);
    }

    [Fact]
    public async Task What_a_zone_does_to_a_market_is_on_record_under_who_confirmed_the_run()
    {
        const string Zone = "zones/east/confirmed";
        var period = $"{DateTime.UtcNow:yyyy-MM}";
        await Act("olga", "PUT", Zone, """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""", null);
        await Act("olga", "POST", $"{Zone}/runs",
            $$"""{"run_id":"r","period":"{{period}}","capacity_volume":5000}""", null);
        await Reaches("DRAFT");
        var confirmed = await Act(
            "omar", "POST", $"{Zone}/runs/r/confirm", """{"confirmation_id":"c"}""", "as planned");
        await Reaches("CONFIRMED");

        var acts = (await server.As("ann", "GET", $"markets/east/confirmed/{period}/audit")).Json["acts"]!
            .AsArray();

        Assert.Equal(["OPENED null", "CAPACITY_CHANGED allocation/r"], acts.Select(
            act => $"{act!["act"]} {act["reference"]?.ToString() ?? "null"}"));
        Assert.All(acts, act => Assert.Equal(
            ("omar", "as planned", RequestId(confirmed)),
            ($"{act!["by"]}", $"{act["reason"]}", $"{act["request_id"]}")));
        Assert.All(acts, act => Assert.NotNull(act!["at"]));

        Task Reaches(string stage) => Patience.Until(
            () => server.As("olga", "GET", $"{Zone}/runs/r"), run => run["stage"] == stage);
    }

    [Fact]
    public async Task An_act_on_a_webhook_is_on_record_after_it_was_removed_too()
    {
        var market = await server.OpenMarket("hooked", "{}");
        var hook = $"markets/{market}/webhooks/h";
        await server.Do("olga", "PUT", hook, """{"url":"https://one.example/"}""");
        await Act("omar", "PUT", hook, """{"url":"https://two.example/"}""", "a new address");
        await server.Do("olga", "POST", $"{hook}/pause", "");
        await server.Do("olga", "DELETE", hook, "");
        var acts = (await server.As("ann", "GET", $"{hook}/audit")).Json["acts"]!.AsArray();

        Assert.Equal(
            [
                ("WEBHOOK_ADDED", "olga", ""), ("WEBHOOK_MOVED", "omar", "a new address"),
                ("WEBHOOK_SWITCHED_OFF", "olga", ""), ("WEBHOOK_REMOVED", "olga", ""),
            ],
            acts.Select(act => ($"{act!["act"]}", $"{act["by"]}", $"{act["reason"]}")));
        Assert.Equal(404, (await server.As("ann", "GET", $"{hook}2/audit")).Status);
    }

    private static string RequestId(Reply reply) =>
        Assert.Single(reply.Message.Headers.GetValues("Request-Id"));

    private Task<Reply> Act(
        string caller, string method, string path, string body, string? reason) =>
        server.Server.Send(
            method, "/v1/" + path, body,
            [
                ("Authorization", "Bearer " + server.TokenOf(caller)),
                .. reason is null ? [] : new[] { ("Audit-Reason", reason) },
            ]);
}
