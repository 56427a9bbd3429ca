using Clearing.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

public sealed partial class HealthTests
{
    [Fact]
    public async Task A_server_whose_grains_are_gone_is_alive_and_not_ready()
    {
        await _server.Services.GetRequiredService<EmbeddedEngine>().StopAsync();

        var live = await _server.Send("GET", "/health/live");
        var ready = await _server.Send("GET", "/health/ready");

        Assert.Equal(200, live.Status);
        Assert.Equal(503, ready.Status);
        Assert.StartsWith("the cluster does not answer: ", ready.Text, StringComparison.Ordinal);
    }
}
