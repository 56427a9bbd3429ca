using System.Collections.Concurrent;
using Clearing.Access;
using Clearing.Contracts;
using Clearing.Grains.Audit;
using Clearing.Hosting;
using Clearing.Settings;
using Clearing.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>A silo with another key than the others is told of it, and its callers are not denied.</summary>
public sealed class SiloKeyTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-silo-keys-").FullName;
    private readonly ConcurrentQueue<SiloKeys> _keys = new();
    private readonly LogLines _lines = new();
    private InProcessTestCluster? _cluster;

    private string KeyFile => Path.Combine(_folder, "development.key");

    public Task InitializeAsync()
    {
        DevelopmentTokens.Create(KeyFile, "seller", "acme", [], DateTime.UtcNow.AddHours(1));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) { await _cluster.DisposeAsync(); }
        _lines.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Its_start_ends_and_names_the_setting()
    {
        await Start(SiloKeys.Random(), checks: true);
        _keys.Enqueue(SiloKeys.Random());
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => _cluster!.StartAdditionalSiloAsync());

        Assert.IsType<WrongSettingException>(failure.GetBaseException());
        Assert.Contains("Cluster:SiloKeyFile", failure.GetBaseException().Message);
    }

    [Fact]
    public async Task A_silo_with_the_key_of_the_others_starts()
    {
        var key = SiloKeys.Random();
        await Start(key, checks: true);
        _keys.Enqueue(key);
        await _cluster!.StartAdditionalSiloAsync();

        Assert.DoesNotContain("Cluster:SiloKeyFile", _lines.Text);
    }

    [Fact]
    public async Task What_is_denied_between_silos_is_an_unknown_outcome_and_logged_on_both_sides()
    {
        await Start(SiloKeys.Random(), checks: false);
        _keys.Enqueue(SiloKeys.Random());
        var other = await _cluster!.StartAdditionalSiloAsync();
        var first = _cluster.Silos[0].SiloAddress;
        var call = other.ServiceProvider.GetRequiredService<IGrainFactory>()
            .GetGrain<IManagementGrain>(0).GetRuntimeStatistics([first]);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => call);

        Assert.IsNotType<AccessDeniedException>(failure);
        Assert.Contains("Cluster:SiloKeyFile must hold the same keys", _lines.Text);
        Assert.Contains("a silo has other keys in Cluster:SiloKeyFile", _lines.Text);
    }

    private async Task Start(SiloKeys keys, bool checks)
    {
        _keys.Enqueue(keys);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.ClearProviders().AddProvider(_lines));
        builder.ConfigureSilo((_, silo) => Configure(silo, checks));
        // The cluster's own client asks the silos whether they have joined, which only silos may.
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton(keys);
            client.Services.AddSingleton<SiloProofDenials>();
            client.AddOutgoingGrainCallFilter<SiloProofFilter>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private void Configure(ISiloBuilder silo, bool checks)
    {
        Assert.True(_keys.TryDequeue(out var keys));
        var clock = TimeProvider.System;
        silo.Services.AddSingleton(keys);
        silo.Services.AddSingleton(new CallerTokens(
            new TokenKeys(new AuthOptions { DevelopmentKeyFile = KeyFile }, clock), clock));
        silo.Services.AddSingleton<DeniedCalls>();
        silo.Services.AddSingleton<SiloProofDenials>();
        silo.AddOutgoingGrainCallFilter<SiloProofFilter>();
        silo.AddIncomingGrainCallFilter<CallerFilter>();
        if (checks) { silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloKeyCheck>(); }
    }
}
