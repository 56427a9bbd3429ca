using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

/// <summary>The health probes for orchestrators.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_server_that_answers_callers_is_alive_and_ready()
    {
        var live = await _server.Send("GET", "/health/live");
        var ready = await _server.Send("GET", "/health/ready");

        Assert.Equal((200, "live"), (live.Status, live.Text));
        Assert.Equal((200, "ready"), (ready.Status, ready.Text));
        Assert.All([live, ready], reply => Assert.Equal(
            "text/plain; charset=utf-8", $"{reply.Message.Content.Headers.ContentType}"));
    }

    [Fact]
    public async Task A_server_whose_grains_are_gone_is_alive_and_not_ready()
    {
        await _server.Services.GetRequiredService<Orleans.Runtime.Silo>().StopAsync(CancellationToken.None);

        var live = await _server.Send("GET", "/health/live");
        var ready = await _server.Send("GET", "/health/ready");

        Assert.Equal(200, live.Status);
        Assert.Equal(503, ready.Status);
        Assert.StartsWith("the cluster does not answer: ", ready.Text, StringComparison.Ordinal);
    }
}
