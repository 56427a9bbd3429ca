using System.Collections.Concurrent;
using Clearing.Hosting;
using Clearing.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway.Tests;

/// <summary>Readiness tells whether callers would get answers, and costs little.</summary>
public sealed class ClusterProbeTests : IAsyncLifetime
{
    private const int CallsOfALook = 4;

    private readonly Wire _wire = new();
    private readonly Watch _watch = new();
    private IHost _cluster = null!;
    private ClusterProbe _probe = null!;

    public async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.AddClearingCluster(new() { Provider = JournalProvider.Memory });
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(_wire);
        _cluster = builder.Build();
        await _cluster.StartAsync();
        _probe = new ClusterProbe(_cluster.Services.GetRequiredService<IGrainFactory>(), _watch);
    }

    public async Task DisposeAsync()
    {
        _wire.Lost = _ => false;
        await _cluster.StopAsync();
        await ((IAsyncDisposable)_cluster).DisposeAsync();
    }

    [Fact]
    public async Task A_cluster_that_answers_is_ready() =>
        Assert.Null(await _probe.FindFailure());

    [Fact]
    public async Task One_silo_of_many_that_answers_is_enough()
    {
        _wire.Lost = seller => seller != "health/3";

        Assert.Null(await _probe.FindFailure());
    }

    [Fact]
    public async Task A_cluster_of_which_no_silo_answers_is_not_ready_until_one_does()
    {
        _wire.Lost = _ => true;
        var away = await _probe.FindFailure();
        _wire.Lost = _ => false;
        _watch.Seconds++;
        var back = await _probe.FindFailure();

        Assert.StartsWith("the cluster does not answer: ", away, StringComparison.Ordinal);
        Assert.Null(back);
    }

    [Fact]
    public async Task Many_who_ask_within_a_second_are_answered_by_one_look()
    {
        var many = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => _probe.FindFailure()));
        await _probe.FindFailure();
        await CallsHaveArrived(CallsOfALook);
        _watch.Seconds++;
        await _probe.FindFailure();
        await CallsHaveArrived(2 * CallsOfALook);

        Assert.All(many, Assert.Null);
    }

    // One answer ends a probe, but its other calls still arrive.
    private async Task CallsHaveArrived(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_wire.Calls.Count < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        Assert.Equal(count, _wire.Calls.Count);
    }

    /// <summary>Loses calls, like a connection to a dead silo.</summary>
    private sealed class Wire : IIncomingGrainCallFilter
    {
        internal Func<string, bool> Lost { get; set; } = _ => false;

        internal ConcurrentQueue<string> Calls { get; } = [];

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var seller = context.TargetId.Key.ToString()!;
            if (seller.StartsWith("health/", StringComparison.Ordinal))
            {
                Calls.Enqueue(seller);
                if (Lost(seller)) { throw new TimeoutException("No answer."); }
            }
            await context.Invoke();
        }
    }

    /// <summary>A clock that stands still while its timers run.</summary>
    private sealed class Watch : TimeProvider
    {
        internal long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
