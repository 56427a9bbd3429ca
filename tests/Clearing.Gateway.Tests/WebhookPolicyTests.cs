using System.Net;

namespace Clearing.Gateway.Tests;

/// <summary>By default a server sends only to the public internet.</summary>
public class WebhookPolicyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("http://93.184.216.34/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://localhost:5000/v1/markets")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://db.localhost/")]
    public async Task By_default_only_https_to_the_public_internet_is_taken(string url)
    {
        var reply = await server.Send("PUT", "/v1/sellers/acme/webhooks/h", $$"""{"url":"{{url}}"}""");

        Assert.Equal((422, "WEBHOOK_URL_NOT_ALLOWED", "url"), (reply.Status, reply.Code, reply["field"]));
    }

    [Fact]
    public async Task A_name_is_judged_by_the_address_it_has_when_it_is_sent_to()
    {
        await server.Register("sellers/acme", $"https://{Dns.GetHostName()}:1/");
        var reply = await server.Send("POST", "/v1/sellers/acme/webhooks/h/test");

        Assert.Contains(reply["failure"], new[] { "ADDRESS_NOT_ALLOWED", "NAME_UNKNOWN" });
    }

    [Theory]
    [InlineData("PUT", "a%20b", """{"url":"https://x.example/"}""", 400, "WEBHOOK_ID_MALFORMED")]
    [InlineData("PUT", "h", """{"url":"x.example"}""", 422, "WEBHOOK_URL_MALFORMED")]
    [InlineData("PUT", "h", """{"url":"https://x.example/","after":-1}""", 400, "FIELD_INVALID")]
    [InlineData(
        "PUT", "late", """{"url":"https://x.example/","after":999}""", 422, "AFTER_BEYOND_NEWEST")]
    [InlineData("PUT", "h", """{"url":"https://x.example/","secret":"s"}""", 400, "FIELD_INVALID")]
    [InlineData("POST", "none/rotate", """{"keep_old_seconds":604801}""", 400, "FIELD_INVALID")]
    [InlineData("POST", "none/rotate", null, 404, "WEBHOOK_UNKNOWN")]
    [InlineData("POST", "none/test", null, 404, "WEBHOOK_UNKNOWN")]
    [InlineData("POST", "none/pause", null, 404, "WEBHOOK_UNKNOWN")]
    [InlineData("POST", "none/resume", null, 404, "WEBHOOK_UNKNOWN")]
    [InlineData("POST", "none/redeliver", null, 404, "WEBHOOK_UNKNOWN")]
    [InlineData("GET", "none/dead-letters", null, 404, "WEBHOOK_UNKNOWN")]
    public async Task What_cannot_be_is_refused(
        string method, string path, string? body, int status, string code)
    {
        var reply = await server.Send(method, $"/v1/sellers/acme/webhooks/{path}", body);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }
}
