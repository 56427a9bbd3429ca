using Microsoft.AspNetCore.Http;

namespace Clearing.Gateway.Tests;

/// <summary>What answers tell browsers and caches.</summary>
public class SafeHeadersTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/v1/markets", 200)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/markets?limit=0", 400)]
    public async Task No_answer_of_the_interface_is_kept_or_shown_as_a_page(string path, int status)
    {
        var reply = await server.Send("GET", path);

        Assert.Equal((status, "no-store"), (reply.Status, Header(reply, "Cache-Control")));
        Assert.Equal(Nothing, Header(reply, "Content-Security-Policy"));
        Assert.Equal(("nosniff", "DENY", "no-referrer"), (
            Header(reply, "X-Content-Type-Options"), Header(reply, "X-Frame-Options"),
            Header(reply, "Referrer-Policy")));
        Assert.False(reply.Message.Headers.Contains("Strict-Transport-Security"));
        Assert.False(reply.Message.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_page_that_tries_endpoints_loads_only_what_is_its_own()
    {
        var page = Header(await server.Send("GET", "/docs/index.html"), "Content-Security-Policy");

        Assert.StartsWith("default-src 'self';", page, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "private, max-age=31536000, immutable")]
    [InlineData(false, "private, no-cache")]
    public void What_only_some_may_see_is_asked_for_each_time(bool forEveryone, string control)
    {
        var context = new DefaultHttpContext();
        Tags.Unchanging(context, "r-1", Results.Empty, forEveryone);

        var headers = context.Response.Headers;
        Assert.Equal(("\"r-1\"", control), ($"{headers.ETag}", $"{headers.CacheControl}"));
    }

    private static string Header(Reply reply, string name) =>
        Assert.Single(reply.Message.Headers.GetValues(name));
}
