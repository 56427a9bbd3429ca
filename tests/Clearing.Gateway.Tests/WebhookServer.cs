namespace Clearing.Gateway.Tests;

/// <summary>A server that may send to this machine, and polls and retries at once.</summary>
internal static class WebhookServer
{
    internal static readonly string[] Settings =
    [
        "--Webhooks:AllowHttp", "true", "--Webhooks:AllowPrivate", "true",
        "--Webhooks:LookInterval", "00:00:00.020", "--Webhooks:Timeout", "00:00:30",
        "--Webhooks:RetryWaits:0", "00:00:00.020", "--Webhooks:RetryWaits:1", "00:00:00.030",
    ];

    /// <summary>Registers a webhook and returns its secret.</summary>
    internal static async Task<string> Register(
        this RunningServer server, string source, string url, string id = "h", string more = "")
    {
        var reply = await server.Send(
            "PUT", $"/v1/{source}/webhooks/{id}", $$"""{"url":"{{url}}"{{more}}}""");
        Assert.InRange(reply.Status, 200, 201);
        return reply["secret"]!;
    }

    /// <summary>Lets a seller win something, so that its ledger grows by postings.</summary>
    internal static async Task Win(this RunningServer server, string market, string seller, int round)
    {
        await server.Send("POST", $"/v1/sellers/{seller}/bids", $$"""
            {"market":"{{market}}","bid_id":"{{seller}}{{round}}","max_fee_micros":500000,"max_volume":10}
            """);
        var cleared = await server.Send("POST", $"/v1/markets/{market}/rounds/{round}/clear");
        Assert.Equal(200, cleared.Status);
        await Patience.Until(
            () => server.Send("GET", $"/v1/markets/{market}"), report => report["untold_notices"] == "0");
    }

    /// <summary>Waits until a webhook is in the expected state.</summary>
    internal static Task<Reply> Until(
        this RunningServer server, string source, Func<Reply, bool> enough, string id = "h") =>
        Patience.Until(() => server.Send("GET", $"/v1/{source}/webhooks/{id}"), enough);
}
