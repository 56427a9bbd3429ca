namespace Clearing.Gateway.Tests;

/// <summary>Every answer has an id from the server, and the access log names no seller.</summary>
public sealed class RequestLogTests : IAsyncLifetime
{
    private readonly RunningServer _server = new()
    {
        Settings = ["--Logging:LogLevel:Clearing.Gateway.Access", "Information"],
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_answer_and_its_line_in_the_log_have_one_id_that_no_caller_chooses()
    {
        var chosen = await _server.Send("GET", "/v1/markets", null, ("Request-Id", "chosen"));
        var refused = await _server.Send("GET", "/v1/markets", null, ("Via", "proxy"));

        Assert.NotEqual("chosen", Id(chosen));
        Assert.NotEqual(Id(chosen), Id(refused));
        Assert.Contains($"{Id(chosen)} GET /v1/markets 200 local", _server.Log.Text);
        Assert.Contains($"{Id(refused)} GET - 403", _server.Log.Text);
    }

    [Fact]
    public async Task The_access_log_has_the_route_and_neither_seller_nor_query()
    {
        await _server.Send("GET", "/v1/sellers/acme-secret/bids?market=r/s/hidden");

        Assert.Contains("GET /v1/sellers/{seller}/bids", _server.Log.Text);
        Assert.DoesNotContain("acme-secret", _server.Log.Text);
        Assert.DoesNotContain("hidden", _server.Log.Text);
    }

    [Fact]
    public async Task Unless_it_is_switched_on_there_is_no_access_log()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        await server.Send("GET", "/v1/markets");
        var text = server.Log.Text;
        await server.DisposeAsync();

        Assert.DoesNotContain("GET /v1/markets", text);
    }

    private static string Id(Reply reply) =>
        Assert.Single(reply.Message.Headers.GetValues("Request-Id"));
}
