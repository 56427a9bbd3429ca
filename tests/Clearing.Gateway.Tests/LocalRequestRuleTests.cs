using System.Net;
using Microsoft.AspNetCore.Http;

namespace Clearing.Gateway.Tests;

/// <summary>Without keys a request is served only from this machine, and only for its own site.</summary>
public class LocalRequestRuleTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", null)]
    [InlineData("127.0.0.9", "127.0.0.1", null)]
    [InlineData("::1", "::1", null)]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.9", null)]
    [InlineData("10.0.0.7", "127.0.0.1", "LOOPBACK_ONLY")]
    [InlineData("127.0.0.1", "10.0.0.5", "LOOPBACK_ONLY")]
    [InlineData("::ffff:10.0.0.7", "::ffff:10.0.0.5", "LOOPBACK_ONLY")]
    [InlineData("fe80::1", "::1", "LOOPBACK_ONLY")]
    [InlineData(null, "127.0.0.1", "LOOPBACK_ONLY")]
    [InlineData("127.0.0.1", null, "LOOPBACK_ONLY")]
    public void Both_ends_of_the_connection_are_on_this_machine(string? from, string? to, string? code)
    {
        var request = Request();
        request.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        request.Connection.LocalIpAddress = to is null ? null : IPAddress.Parse(to);

        Assert.Equal(code, LocalRequestRule.Refusal(request)?.Code);
    }

    [Theory]
    [InlineData("http", "localhost", 80, null)]
    [InlineData("http", "LocalHost", 80, null)]
    [InlineData("http", "127.0.0.1:5000", 5000, null)]
    [InlineData("http", "[::1]:5000", 5000, null)]
    [InlineData("https", "localhost", 443, null)]
    [InlineData("http", "localhost", 443, "FOREIGN_HOST")]
    [InlineData("https", "localhost", 80, "FOREIGN_HOST")]
    [InlineData("http", "localhost:5001", 5000, "FOREIGN_HOST")]
    [InlineData("http", "evil.example:5000", 5000, "FOREIGN_HOST")]
    [InlineData("http", "", 80, "FOREIGN_HOST")]
    public void The_host_is_this_machine_at_the_servers_own_port(
        string scheme, string host, int port, string? code)
    {
        var request = Request();
        request.Request.Scheme = scheme;
        request.Request.Host = new HostString(host);
        request.Connection.LocalPort = port;

        Assert.Equal(code, LocalRequestRule.Refusal(request)?.Code);
    }

    [Theory]
    [InlineData("GET", "Origin", "http://localhost", null)]
    [InlineData("POST", "Origin", "HTTP://LOCALHOST", null)]
    [InlineData("POST", "Origin", "https://localhost", "FOREIGN_SITE")]
    [InlineData("POST", "Origin", "http://localhost:5000", "FOREIGN_SITE")]
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", null)]
    [InlineData("GET", "Sec-Fetch-Site", "none", null)]
    [InlineData("DELETE", "Sec-Fetch-Site", "none", "FOREIGN_SITE")]
    [InlineData("GET", "Sec-Fetch-Site", "same-site", "FOREIGN_SITE")]
    public void Only_the_servers_own_pages_call(string method, string header, string value, string? code)
    {
        var request = Request();
        request.Request.Method = method;
        request.Request.Headers[header] = value;

        Assert.Equal(code, LocalRequestRule.Refusal(request)?.Code);
    }

    [Theory]
    [InlineData("HTTP/0.9", "BEHIND_PROXY")]
    [InlineData("HTTP/1.0", "BEHIND_PROXY")]
    [InlineData("HTTP/1.1", null)]
    [InlineData("HTTP/2", null)]
    public void Versions_that_proxies_speak_are_refused(string protocol, string? code)
    {
        var request = Request();
        request.Request.Protocol = protocol;

        Assert.Equal(code, LocalRequestRule.Refusal(request)?.Code);
    }

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme) = ("GET", "http");
        (context.Request.Protocol, context.Request.Host) = ("HTTP/1.1", new HostString("localhost"));
        (context.Connection.RemoteIpAddress, context.Connection.LocalIpAddress) =
            (IPAddress.Loopback, IPAddress.Loopback);
        context.Connection.LocalPort = 80;
        return context;
    }
}
