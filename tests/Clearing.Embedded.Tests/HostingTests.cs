using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Clearing.Embedded.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task State_survives_the_host()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-");
        var path = Path.Combine(folder.FullName, "clearing.db");
        Assert.Equal(1, await UpIn(path));
        Assert.Equal(2, await UpIn(path));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void An_activation_that_finds_its_state_written_by_another_is_dropped()
    {
        var world = new World();
        var left = world.Engine(typeof(TallyGrain)).GetGrain<ITallyGrain>("a");
        var right = world.Engine(typeof(TallyGrain)).GetGrain<ITallyGrain>("a");
        Assert.Equal(1, world.Await(left.Up()));
        Assert.Equal(2, world.Await(right.Up()));
        Assert.Throws<InconsistentStateException>(() => world.Await(left.Up()));
        Assert.Equal(3, world.Await(left.Up()));
    }

    private static async Task<int> UpIn(string path)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddEmbeddedEngine(options =>
        {
            options.GrainClasses.Add(typeof(TallyGrain));
            options.DatabasePath = path;
        });
        using var host = builder.Build();
        await host.StartAsync();
        var answer = await host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ITallyGrain>("a").Up();
        await host.StopAsync();
        return answer;
    }
}
