namespace Clearing.Gateway.Tests;

/// <summary>Over HTTP a seller learns what an operator decided on its planned event.</summary>
public sealed class EventDecisionTests : IAsyncLifetime
{
    private const string InZone = "sellers/acme/zones/events/told";
    private readonly RunningServer _server = new()
    {
        Settings = ["--Gateway:FeedInterval", "00:00:00.020", .. WebhookServer.Settings],
    };

    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _receiver = await Receiver.Start();
        await _server.Send(
            "PUT", "/v1/zones/events/told",
            """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_decision_is_in_the_list_the_feed_and_the_webhooks_alike()
    {
        var secret = await _server.Register(InZone, _receiver.Url);
        await Propose("fair");
        await Propose("rumour");
        await Decide("fair", "confirm", "as agreed");
        await Decide("fair", "confirm", "said again");
        await Decide("rumour", "decline", "not yet");
        await Decide("fair", "withdraw", "it rains");
        var list = await _server.Send("GET", $"/v1/{InZone}/warnings");
        var notices = list.Json["notices"]!.AsArray();
        var sent = await _receiver.Get(events: 3);
        var feed = await Feed(events: 3);

        Assert.Equal(
            [
                "1 EVENT_DECIDED fair CONFIRMED as agreed", "2 EVENT_DECIDED rumour DECLINED not yet",
                "3 EVENT_DECIDED fair WITHDRAWN it rains",
            ],
            notices.Select(of => $"{of!["number"]} {of["kind"]} {of["event"]!["event_id"]} "
                + $"{of["event"]!["state"]} {of["event"]!["reason"]}"));
        string[] all = [.. notices.Select(of => of!.ToJsonString())];
        Assert.Equal(all, feed.Select(data => data["data: ".Length..]).Select(Unstamped));
        Assert.All(sent, one => Assert.True(one.IsSignedWith(secret)));
        Assert.All(sent, one => Assert.Equal("event.decided", $"{one.Json["type"]}"));
        Assert.Equal(
            all,
            sent.DistinctBy(one => one.Id).OrderBy(one => one.Number)
                .Select(one => one.Json["data"]!.ToJsonString()));
    }

    [Fact]
    public async Task An_event_that_an_operator_enters_is_told_and_one_that_is_proposed_is_not()
    {
        await Propose("fair");
        await _server.Send("POST", $"/v1/{InZone}/planned-events/confirmed", Event(
            "deal", ""","reason":"told by phone" """));
        var list = await _server.Send("GET", $"/v1/{InZone}/warnings");

        var told = Assert.Single(list.Json["notices"]!.AsArray())!;
        Assert.Equal("deal", $"{told["event"]!["event_id"]}");
        Assert.DoesNotContain("local", list.Text, StringComparison.Ordinal);
    }

    private async Task Propose(string id) => Assert.Equal(
        200, (await _server.Send("POST", $"/v1/{InZone}/planned-events", Event(id, ""))).Status);

    private async Task Decide(string id, string verb, string reason) => Assert.Equal(
        200,
        (await _server.Send(
            "POST", $"/v1/{InZone}/planned-events/{id}/{verb}", $$"""{"reason":"{{reason}}"}""")).Status);

    private static string Event(string id, string more) =>
        $$"""
        {"event_id":"{{id}}","first_day":"{{DateTime.UtcNow:yyyy-MM-dd}}",
         "last_day":"{{DateTime.UtcNow.AddDays(9):yyyy-MM-dd}}","uplift_ppm":2000000{{more}}}
        """;

    // A feed's data has the time too, which a list does not.
    private static string Unstamped(string data)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(data)!.AsObject();
        Assert.True(json.Remove("timestamp"));
        return json.ToJsonString();
    }

    private async Task<List<string>> Feed(int events)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await _server.Http.GetAsync(
            new Uri(_server.Address, $"/v1/{InZone}/feed"),
            HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var (kind, found) = ("", new List<string>());
        while (found.Count < events && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) { kind = line; }
            if (kind == "event: event.decided" && line.StartsWith("data: ", StringComparison.Ordinal))
            {
                found.Add(line);
            }
        }
        return found;
    }
}
